"""Search: one text analysis for the agents' index (Whoosh) and for the readers' index (static shards).

`chunks` and `words` cut and stem, `query` reads what somebody typed, `documents` weighs an article, `shards` writes the
readers' index and `patch` changes it, `agents` keeps and asks the agents' index, `rank` orders what was found in both.
"""
