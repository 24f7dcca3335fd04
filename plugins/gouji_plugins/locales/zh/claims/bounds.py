"""Within which bounds words are taken to go on with what was said: lengths, units, words and roles."""

LONGEST_HEADING = 24
REMAINING = ("outcomes", "results", "applicants")
"""Groups of what the rest of the requests or cases may have come to, or come from."""
CROSSED = ("outcomes", "applicants")
"""Groups of which one may tell of a part of the other: the outcomes of those who asked."""
LEFT = ("剩余", "剩下", "余下")
"""Words for a rest that is still to be done."""
PARTIAL = {"channel", "channels", "subset", "topics", "things", "sorting", "some", "modified", "others"}
"""Roles of words that name a part of the requests, or something else."""
PLAIN_ROLES = {"sum", "within_year", "now", "scope"}
"""What else the words of a number without words of its own may do."""
OTHERS = ("其他", "其它")
PEOPLE = ("人次", "人", "家")
"""Units of those who ask: there are no more of them than requests."""
CARRIED_IN = "carried_in"
PORTIONS = (CARRIED_IN, "newly_received")
"""What was to be dealt with in two portions, of which no cell tells what became."""
ON_REQUEST = "依申请公开"
DISCLOSED = "公开"
DISCLOSURE = "信息公开"
"""What a name holds that can mean nothing else."""
RATE = "率"
"""What makes a percentage of what stands before it."""
COUNTED = "件"
"""The unit that means requests and cases, and little else."""
CASES = ("", "件", "份", "次")
"""Units of requests and cases: in others, unknown words before the number are what is counted."""
AND = ("和", "与", "及", "以及")
