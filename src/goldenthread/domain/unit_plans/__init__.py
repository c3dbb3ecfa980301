"""The yearly operating plan of a unit: seven topics, activity at what cost, approval, monitoring by exception.

The plan itself is a ``framework`` plan of kind "unit_plan", its actions are the items of that plan. Here is what it
says topic by topic and what its activity costs, both as revisions; the authority for its budget that the Cabinet
member's approval delegates; and what was found off track in the year.
"""
