"""The page of the closing checklist: the chain of dominoes, the items, risks and the acid test."""
