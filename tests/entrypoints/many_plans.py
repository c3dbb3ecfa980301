"""A thread with as many priorities as wanted: each with a milestone that slipped, a measure, money, a line below it."""

_WHO = "HA,DASC,CMASC"
LEFT_OUT = frozenset({"successions", "related_items", "dependencies", "success_factors"})
"""Files of the stories' council that speak of items which are not here."""


def plans_of_many(count: int) -> dict[str, list[str]]:
    """Return the lines of every file of plans, for ``count`` priorities under one theme, measured by N0000 and on."""
    made = {
        "plan_items": [
            "code,plan,level,parent,label,title,description,state,lead_officer,chief_officer,cabinet_member,order"
        ],
        "measures": ["item,position,kind,indicator,text,source,on,due_on,done_on,finding"],
        "money": ["item,position,amount,period,ring_fenced,purpose"],
        "thread_links": ["child,parent,starts,ends", "BOLD-1,V1,2022-04-01,", "MINE-1,LINE-0,2022-04-01,"],
        "milestones": [
            "code,kind,title,starts,baseline,forecast,state,progress,lead_officer,chief_officer,cabinet_member"
        ],
        "evidence": ["work,on,text,link"],
        "item_work": ["item,work"],
    }
    made["plan_items"] += [
        f"V1,VISION,aim,,1,Nobody waits,,active,{_WHO},1",
        f"STEPS-1,STEPS,theme,,1,Before,,completed,{_WHO},1",
        f"BOLD-1,BOLD,theme,,1,Helping people,,active,{_WHO},1",
        "MINE-1,MINE,objective,,1,Mine alone,,active,,,,1",
    ]
    for number in range(count):
        item, work = f"BOLD-1.{number}", f"M-{number}"
        made["plan_items"] += [
            f"{item},BOLD,priority,BOLD-1,1.{number},Priority {number},What it means,active,{_WHO},{number}",
            f"LINE-{number},DPASC,line,,{number},Line {number},,active,{_WHO},{number}",
            f"STEPS-1.{number},STEPS,priority,STEPS-1,1.{number},Before {number},,not_met,{_WHO},{number}",
        ]
        made["measures"] += [f"{item},1,indicator,N{number:04},,,,,,", f"{item},2,evidence,,Letters,Post,2022-05-01,,,"]
        made["money"].append(f"{item},1,1000,2022/23,no,For it")
        made["thread_links"].append(f"LINE-{number},{item},2022-04-01,")
        made["milestones"].append(
            f"{work},milestone,Milestone {number},2022-04-01,2022-12-31,2023-03-31,in_progress,40,{_WHO}"
        )
        made["evidence"].append(f"{work},2022-06-01,Begun.,")
        made["item_work"].append(f"{item},{work}")
    return made
