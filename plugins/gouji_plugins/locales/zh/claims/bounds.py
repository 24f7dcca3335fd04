"""Within which bounds words are taken to go on with what was said: lengths, units, words and roles."""

LONGEST_HEADING = 24
REMAINING = ("outcomes", "results")
"""Groups of what the rest of the requests or cases may have come to."""
LEFT = ("剩余", "剩下", "余下")
"""Words for a rest that is still to be done."""
PLAIN_ROLES = {"sum", "within_year", "now", "scope"}
"""What else the words of a number without words of its own may do."""
CARRIED_IN = "carried_in"
DISCLOSURE = "信息公开"
CASES = ("", "件", "份", "次")
"""Units of requests and cases: in others, unknown words before the number are what is counted."""
