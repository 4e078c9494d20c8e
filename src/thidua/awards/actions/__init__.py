"""Proposal, decision, publication; revocation is a new act."""
