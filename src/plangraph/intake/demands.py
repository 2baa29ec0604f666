"""What a sentence says about the requirements that the law sets a plan: done, recited, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from plangraph.intake import adoption

TARGETS: Final = re.compile(
    r"\b(?:beskæftigelses)?ministe?rens?\s+(?:\w+\s){0,4}?"
    r"(?:mål\b|målene\b|målsætning\w*|fokusområde\w*|udmelding\w*|pejlemærke\w*)"
    r"|\bnationale\s+(?:[\w-]+\s){0,2}?(?:(?:beskæftigelses)?mål\b|målene\b|målsætning\w*|fokusområde\w*)"
    r"|\bministermål\w*"
    r"|\b(?:mål\b|målene\b|målsætning\w*)(?=[^;]{0,40}\b(?:beskæftigelses)?ministeren\b)"
    r"|(?<!kommunens )(?<!byrådets )(?<!udvalgets )(?<!egne )(?<!lokale )(?<!vores )"
    r"\bbeskæftigelsespolitiske\s+mål\b",
    re.IGNORECASE,
)
ANNOUNCED: Final = re.compile(
    r"\b(?:udmeld|meldt? ud|udpeg|fastsat|fastsætter|annoncere|opstille|offentliggjor|lyder|følgende)\w*"
    r"|:$|\bmål er\b",
    re.IGNORECASE,
)
_BASIS: Final = re.compile(
    r"\b(?:udgangspunkt|afsæt|(?:under )?hensyn(?:tagen)? til|bygge[rt]?|baser\w+|baggrund|grundlag\w*"
    r"|til grund|(?:med )?respekt for|i (?:tråd|overensstemmelse) med|lever op til|imødekommer|ud fra"
    r"|oversæt\w*|oversat|går igen|genfindes|funder\w+|ramme[rn]? (?:for|om)|sætter rammen|afspejle\w*"
    r"|indgår|indgik|inddrag\w+|indarbejde\w*|belyses|omsætte[rs]?|udmønte[rs]?|forholder sig|tager højde"
    r"|udspringer|følger (?:op på )?(?=de\b|minister|beskæft)|understøtter|viderefør\w+|tilrettelagt"
    r"|udformet)\b",
    re.IGNORECASE,
)
#: Somebody has taken the targets for the basis of something; who, they say, is enough.
_GROUNDED: Final = re.compile(
    r"\b(?:udgangspunkt i|afsæt i|hensyn\w* til|højde for|respekt for|øje for|blik for|grundlag i"
    r"|byg(?:ge[rt]?|get) (?:\w+ )?(?:på|videre på)|baser\w+ (?:\w+ )?på|funder\w+ (?:\w+ )?[ip]å?"
    r"|lagt? (?:\w+ )*?til grund|lægger (?:\w+ )*?til grund|(?:til|som) grund for|på (?:grundlag|baggrund"
    r"|basis) af"
    r"|i (?:tråd|overensstemmelse) med|ud fra|udspringer af|i lyset af|skel(?:er|et|ede) til"
    r"|se[tr] (?:\w+ )?(?:på|til)"
    r"|(?:lægger|læner|støtter|knytter|retter) sig (?:\w+ )?(?:op ad|op til|til|mod|an til)|forholder sig til"
    r"|flugter med|hænger sammen med|følger op på|svarer (?:til|på)|(?:er|bliver) (?:\w+ )?(?:koblet"
    r"|knyttet|forbundet)"
    r"|oversæt\w*|oversat|omsætte[rs]?|omsat|udmønte\w*|afspejle\w*|spejle[rs]?|indarbejde\w*"
    r"|integrere[rts]+)\b",
    re.IGNORECASE,
)
#: What was done with the targets themselves.
_TAKEN_UP: Final = re.compile(
    r"\b(?:er|bliver|blev|har været|er blevet)\b[^.;]{0,40}?\b(?:indarbejdet|indskrevet|inddraget|integreret"
    r"|lagt (?:\w+ )?til grund|taget (?:med|op|hensyn til|højde for)|afspejlet|oversat|omsat|udmøntet"
    r"|tænkt ind"
    r"|bygget ind|skrevet ind|medtaget|brugt|fulgt)\b"
    r"|\b(?:indgår|går igen|genfindes|afspejles|indarbejdes|ligger til grund|udmøntes|omsættes)\b"
    r"|\b(?:danner|danne|udgør|sætter|er) (?:\w+ )?(?:grundlag|ramme|udgangspunkt|afsæt|baggrund"
    r"|pejlemærke)\w*",
    re.IGNORECASE,
)
#: Parts of the plan, and who makes it.
_PARTS: Final = re.compile(
    r"\b(?:temaerne|fokusområderne|indsatsområderne|indsatserne|målene|resultatmålene|delmålene"
    r"|målsætningerne"
    r"|prioriteringerne|pejlemærkerne|kapitlerne|områderne|vi|vores|kommunen|udvalget|byrådet|jobcent(?:er"
    r"|ret|eret)"
    r"|kommunalbestyrelsen|\w+ kommunes?)\b",
    re.IGNORECASE,
)
#: The basis of what, a plan need not say.
_BASIS_IS: Final = re.compile(
    r"^\W*(?:afsættet|udgangspunktet|grundlaget|rammen|rammerne|baggrunden) (?:er|for|udgøres)\b",
    re.IGNORECASE,
)
#: What a plan is made of stands for the plan.
_CHOICES: Final = re.compile(
    r"\b(?:vores|vore|kommunens|udvalgets|byrådets|de valgte)\s+(?:\w+\s)?"
    r"(?:fokusområder|indsatsområder|temaer|pejlemærker|prioriteter|prioriteringer|indsatser)\b",
    re.IGNORECASE,
)
#: The other way to say "on that basis": in a later sentence.
BACK: Final = re.compile(
    r"\bpå (?:den|denne|dette|det) (?:baggrund|grundlag)\b"
    r"|\b(?:med (?:afsæt|udgangspunkt|baggrund) i|bygger på|ud fra|tager afsæt i|tager udgangspunkt i) "
    r"(?:disse|dem|de (?:\w+ )?mål\w*|målene)\b"
    r"|\b(?:disse|de (?:to|tre|fire|fem|seks|nationale|udmeldte)) mål(?:sætninger)? "
    r"(?:danner|er (?:grundlag|udgangspunkt|indarbejdet|afspejlet)|sætter rammen|indgår)\b",
    re.IGNORECASE,
)
REVIEW: Final = re.compile(r"\bresultatrevision\w*", re.IGNORECASE)
_REVIEW_USED: Final = re.compile(
    r"\b(?:vise[rt]|viste|fremgår|vedlagt|vedlægges|peger|pegede|konklude\w+|dokumenter\w+|bilag|indgår"
    r"|indgik"
    r"|udarbejdet|gennemført|gennemgået|drøftet|behandlet|lavet|brugt|bruges"
    r"|anvendt|gjort (?:status|op)|ses af|lært[e]?|læring|erfaring\w*|anledning til|skel(?:er|et|ede) til"
    r"|lyset af|se[tr] (?:\w+ )?på|taget (?:med|hensyn|højde)|vendt|forelagt|inspirer\w*)\b",
    re.IGNORECASE,
)
_REVIEW_DUE: Final = re.compile(
    r"\bresultatrevision\w*[^,;]{0,60}\bskal\b|\bskal\b[^,;]{0,60}\bresultatrevision", re.IGNORECASE
)
#: "Resultatrevisionen viser at vi skal …" is no demand.
_REVIEW_TELLS: Final = re.compile(r"\b(?:vise[rt]|viste|peger|fremgår|konklude\w+)\b", re.IGNORECASE)
_REVIEW_LATER: Final = re.compile(
    r"\bfølges? op i\b|\bopfølgning\w* (?:i|sker)\b|\bvil (?:blive|indgå|fremgå|vise)\b|\budarbejdes i\b"
    r"|^\W*kilder?\b",
    re.IGNORECASE,
)
_REGIONAL: Final = re.compile(
    r"\b(?:regionale?\s+)?(?:arbejdsmarkedsråd|beskæftigelsesråd)(?:et|ets|s)?\b|\bRAR\b", re.IGNORECASE
)
_SENT: Final = re.compile(
    r"\b(?:er|blev|bliver|har|været|blevet)\b[^;]{0,80}?\b(?:frem|over|til|ind|af|videre)?sendt\b"
    r"|\b(?:frem|over|til|ind|af|videre)?sendte\b|\bhar modtaget\b"
    r"|\b(?:er|blev|blevet) (?:\w+ )?(?:forelagt|orienteret|delt med)\b"
    r"|\b(?:har|blev) (?:\w+ )?(?:fået|forelagt)\b|\b(?:fik|modtog)\b"
    r"|^(?:frem|over|videre)?sendt\b",
    re.IGNORECASE,
)
_SENDS: Final = re.compile(
    r"\b(?:frem|over|til|ind|videre)?sende[rs]\b|\borienteres\b|\bforelægges\b|\btilgår\b|\bdeles med\b"
    r"|\b(?:vil|bliver|forventes)\b[^;]{0,60}?\b(?:frem|over|til|ind)?send(?:es|e|t)\b",
    re.IGNORECASE,
)
_TO_BE_SENT: Final = re.compile(
    r"\b(?:skal|bør)\b[^;]{0,90}?\b(?:frem|over|til|ind|videre)?(?:sendes?|sendt|orienteres?|forelægges?)\b",
    re.IGNORECASE,
)
REPATRIATION: Final = re.compile(r"\brepatri\w+", re.IGNORECASE)
ADVICE: Final = re.compile(
    r"\b(?:vejled|orienter|informer|information|rådgiv|oplyse|oplyst|drøft|samtale|tilby[dr]|kontaktperson"
    r"|materiale|henvise|fortæl|tager? emnet op|tages op|taler? om)\w*",
    re.IGNORECASE,
)
_DISABILITY: Final = re.compile(
    r"\bhandi[ck]apråd(?:et|ets|ene)?\b|\bråd(?:et)? for (?:\w+ )?med (?:handi[ck]ap|funktions\w+)",
    re.IGNORECASE,
)
_HEARD: Final = re.compile(
    r"\b(?:er|blev|har|været|blevet)\b[^;]{0,60}?\b(?:hørt|i høring|til høring|inddraget|forelagt"
    r"|vendt|drøftet|behandlet|præsenteret|involveret|rådspurgt|spurgt|gennemgået|orienteret|kommenteret"
    r"|sendt|tilsendt|på dagsordenen)\b"
    r"|\b(?:fik|fået|modtog|modtaget|haft lejlighed|haft mulighed|haft planen|set og)\b"
    r"|\b(?:behandlede|drøftede|kommenterede|udtale[rt]?|udtalte|støtter|bakker op|anbefaler)\b"
    r"|\bkommentar\w*|\bindspil\b|\bhøringssvar\w*"
    r"|\bhøringsbidrag\b|\bbemærkning\w*|\bhar (?:behandlet|drøftet|kommenteret|udtalt)\b"
    r"|\bhørte\b|\bhøring(?:en)? (?:af|hos|i) \w*(?:handicap|råd)\w*\s+(?:er|blev|har|viste|gav)\b",
    re.IGNORECASE,
)
_TO_BE_HEARD: Final = re.compile(
    r"\bhøringsret\w*|\bhøringspart\w*|\bhøringsberettiget\b|\bhøres\b|\bhøring\w*|\bblive hørt\b"
    r"|\bhører?\b|\b(?:forelægges|behandles|drøftes|vendes|præsenteres|inddrages|orienteres|sendes)\b",
    re.IGNORECASE,
)
_ANSWERABLE: Final = re.compile(r"\bansvar(?:et|lig|lige)?\b", re.IGNORECASE)
_EFFORT: Final = re.compile(r"\bbeskæftigelsesindsats\w*", re.IGNORECASE)
_NAME: Final = r"[A-ZÆØÅ][\wæøåÆØÅ-]+"
_TWO_MUNICIPALITIES: Final = re.compile(
    rf"\b{_NAME}(?:\s[Kk]ommunes?)?(?:,\s{_NAME})?\sog\s{_NAME}\s[Kk]ommune(?:r|rs|rne|rnes|s)?\b"
    rf"|\b(?:[Kk]ommunerne|(?:to|tre|begge) kommuner),?\s(?:i\s)?{_NAME}(?:,\s{_NAME})?\sog\s{_NAME}\b"
)
_JOINT: Final = re.compile(
    r"\b(?:fælles|samlet|én|omfatter|dækker|gælder|rummer|udarbejdet|fællesskab|beskriver)\b", re.IGNORECASE
)
#: What lies between the words of a finding, and this far before, may deny it.
_BEFORE: Final = 30
DENIED: Final = re.compile(
    r"\b(?:ikke|aldrig|hverken|uden at|ingen (?:nationale|resultatrevision))\b", re.IGNORECASE
)

#: From a sentence, and whether it recites the law, to whether the plan does it and how sure that is.
Rule = Callable[[str, bool], "tuple[bool, float] | None"]


def denies(words: str, *parts: re.Match[str]) -> bool:
    """Say whether a sentence denies what its parts say together."""
    start, end = min(p.start() for p in parts), max(p.end() for p in parts)
    return DENIED.search(words, max(0, start - _BEFORE), end) is not None


def _national_targets(words: str, duty: bool) -> tuple[bool, float] | None:
    named = TARGETS.search(words)
    if named is None:
        return None
    basis = _BASIS.search(words)
    plan = adoption.PLAN.search(words) or _BASIS_IS.match(words) or _CHOICES.search(words)
    if plan is None and basis and (duty or adoption.binds(words)):
        return False, 0.7
    if plan is None:
        plan = basis = _taken_for_basis(words, named)
    if plan is None or denies(words, named, plan):
        return None
    if duty or adoption.binds(words):
        return False, 0.85
    # Plan and targets in one sentence belong together somehow, whatever the verb.
    return True, 0.9 if basis or _BASIS_IS.match(words) else 0.55


def _taken_for_basis(words: str, named: re.Match[str]) -> re.Match[str] | None:
    """Return the words that say that part of the plan, or its makers, build on the targets, or None."""
    parts = [m for m in _PARTS.finditer(words) if not named.start() <= m.start() < named.end()]
    grounded = _GROUNDED.search(words)
    if grounded and any(m.start() != named.start() for m in parts):
        return grounded
    taken = _TAKEN_UP.search(words, named.end())
    return taken or (_TAKEN_UP.search(words) if parts or not words[: named.start()].strip() else None)


def _results_review(words: str, duty: bool) -> tuple[bool, float] | None:
    named = REVIEW.search(words)
    if named is None:
        return None
    used, due = _BASIS.search(words) or _REVIEW_USED.search(words), _REVIEW_DUE.search(words)
    told = _REVIEW_TELLS.search(words)
    if duty or adoption.binds(words) or (due and not (told and told.start() < due.end())):
        return False, 0.85
    if used is None or _REVIEW_LATER.search(words) or denies(words, named, used):
        return None
    return True, 0.85


def too_late(words: str, year: int | None) -> bool:
    """Say whether a review is of the plan's own year or later, and so cannot be what the plan builds on."""
    of = re.search(r"resultatrevision\w*\s+(?:for\s+)?(20\d\d)", words, re.IGNORECASE)
    return of is not None and year is not None and int(of[1]) >= year


def _sent_to_council(words: str, duty: bool) -> tuple[bool, float] | None:
    to = _REGIONAL.search(words)
    if to is None or adoption.PLAN.search(words) is None:
        return None
    if ahead := _TO_BE_SENT.search(words):
        return None if denies(words, ahead) else (False, 0.85)
    sent = _SENT.search(words)
    if sent is not None:
        return None if denies(words, to, sent) else (True, 0.9)
    sends = _SENDS.search(words)
    if sends is None or denies(words, to, sends):
        return None
    return (False, 0.8) if duty else (True, 0.55)


def _repatriation(words: str, duty: bool) -> tuple[bool, float] | None:
    named, advice = REPATRIATION.search(words), ADVICE.search(words)
    if named is None:
        return None
    if (duty and not adoption.refers_to_law(words)) or adoption.binds(words):
        return False, 0.85
    if advice is None or denies(words, named, advice):
        return None
    return True, 0.85


def _disability_council(words: str, duty: bool) -> tuple[bool, float] | None:
    named = _DISABILITY.search(words)
    if named is None or (adoption.OTHER_PAPER.search(words) and not adoption.PLAN.search(words)):
        return None
    demanded = duty or adoption.binds(words) or re.search(r"\b(?:skal|bør|ret til|høringsret)\b", words)
    ahead = re.search(r"\b(?:vil|bliver|forventes|sendes)\b", words)
    heard = _HEARD.search(words)
    if heard is not None and not ahead and not demanded:
        if denies(words, named, heard) and "bemærkning" not in heard[0].casefold():
            return None
        return True, 0.9
    to_be = heard or _TO_BE_HEARD.search(words)
    if to_be is None or denies(words, named, to_be):
        return None
    return (False, 0.8) if demanded else (True, 0.55)


def _responsibility(words: str, duty: bool) -> tuple[bool, float] | None:
    plan = adoption.PLAN.search(words)
    council, answerable = adoption.COUNCIL.search(words), _ANSWERABLE.search(words)
    if council and answerable and (plan or _EFFORT.search(words)) and not denies(words, council, answerable):
        return (False, 0.8) if duty else (True, 0.75)
    joint = _TWO_MUNICIPALITIES.search(words)
    if joint and plan and (joining := _JOINT.search(words)) and not denies(words, joint, joining):
        return (False, 0.6) if duty else (True, 0.75)
    return None


#: Local name of a requirement → its rule. Adoption, which needs a date, is apart.
RULES: Final[dict[str, Rule]] = {
    "national-targets": _national_targets,
    "results-review": _results_review,
    "sent-to-council": _sent_to_council,
    "repatriation": _repatriation,
    "disability-council": _disability_council,
    "responsibility": _responsibility,
}
