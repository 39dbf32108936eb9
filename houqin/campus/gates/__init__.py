"""Questions asked before equipment is moved, used, checked or serviced."""
