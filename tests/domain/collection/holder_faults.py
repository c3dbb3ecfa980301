"""Rows about the council over time that are refused: file, rows, the row, its column, part of what is said."""

CASES: dict[str, tuple[str, str, int, str, str]] = {
    "a partner of nobody": (
        "people",
        "email,name,role,unit\nann@b.example,Ann,partner,\n",
        2,
        "unit",
        "ann@b.example has the role partner in no unit",
    ),
    "a post with two holders": (
        "people",
        "email,name,post,role\nann@b.example,Ann,DIR,member\n",
        2,
        "post",
        "ann@b.example would hold DIR at all times, and it is stored that pat.lee@downland.example has it at all times",
    ),
    "two holders on one day": (
        "holders",
        "post,email,starts,ends\nDIR,pat.lee@downland.example,2022-04-01,2023-04-01\nDIR,PAT.lee@downland.example,2023-04-01,\n",
        3,
        "email",
        "row 2 says that pat.lee@downland.example has it from 1 April 2022 to 1 April 2023",
    ),
    "a deputy of oneself": (
        "holders",
        "post,email,starts,deputy\nDIR,pat.lee@downland.example,2024-01-01,yes\n",
        2,
        "email",
        "pat.lee@downland.example would be deputy of DIR since 1 January 2024, and it is stored that",
    ),
    "a holder who ends before beginning": (
        "holders",
        "post,email,starts,ends\nDIR,pat.lee@downland.example,2024-04-01,2024-03-31\n",
        2,
        "ends",
        "2024-03-31 lies before starts (2024-04-01)",
    ),
    "unknown post of a holder": ("holders", "post,email\nXX,pat.lee@downland.example\n", 2, "post", "no post “XX”"),
    "unknown holder": ("holders", "post,email\nDIR,no@b.example\n", 2, "email", "no person “no@b.example”"),
    "a directorate that moves below another": (
        "structure",
        "unit,parent,starts\nCYP,EDU,2024-04-01\n",
        2,
        "parent",
        "the directorate CYP would belong to EDU",
    ),
    "a unit that moves into itself": (
        "structure",
        "unit,parent,starts\nEDU,EDU,2024-04-01\n",
        2,
        "parent",
        "EDU would be part of itself on 2024-04-01",
    ),
    "a move without a day": ("structure", "unit,parent,starts\nEDU,,\n", 2, "starts", "empty"),
    "unknown unit that moves": ("structure", "unit,parent,starts\nXX,CYP,2024-04-01\n", 2, "unit", "no unit “XX”"),
    "a portfolio of an officer": (
        "posts",
        "code,title,kind,portfolio\nHEAD,Head,officer,Schools\n",
        2,
        "portfolio",
        "HEAD has the portfolio “Schools”",
    ),
}
