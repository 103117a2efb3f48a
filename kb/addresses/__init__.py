"""The history of addresses: where everything is, what leads on from where it was, and what was lost."""

from kb.addresses.check import check_moved
from kb.addresses.lost import lost_addresses
from kb.addresses.manifest import Address, manifest
from kb.addresses.redirects import PageMoved, Redirects, plan_redirects

__all__ = ["Address", "PageMoved", "Redirects", "check_moved", "lost_addresses", "manifest", "plan_redirects"]
