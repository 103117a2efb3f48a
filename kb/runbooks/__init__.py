"""Runbooks: what an article of `type: runbook` says to do, and a run of it. Pure: values in, values out."""
