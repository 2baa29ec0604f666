"""What the pages of ``site/reference/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        # The ontology
        "reference_namespace": Text("Navnerum", "Namespace"),
        "reference_prefix": Text("præfiks", "prefix"),
        "reference_version": Text("Version", "Version"),
        "reference_document": Text("som dokument", "as a document"),
        "reference_overview": Text("Alle termer", "All terms"),
        "reference_section_class": Text("Klasser", "Classes"),
        "reference_section_object": Text("Egenskaber mellem ting", "Properties between things"),
        "reference_section_data": Text("Egenskaber med en værdi", "Properties with a value"),
        "reference_section_annotation": Text(
            "Egenskaber om termerne selv", "Properties of the terms themselves"
        ),
        "reference_section_value": Text("Faste værdier", "Named values"),
        "reference_domain": Text("Siges om", "Said of"),
        "reference_range": Text("Peger på", "Points at"),
        "reference_kind_of": Text("Er en slags", "Is a kind of"),
        "reference_narrower_than": Text("Er en underegenskab af", "Is a subproperty of"),
        "reference_inverse": Text("Den modsatte vej", "The other way round"),
        "reference_replaced": Text("Erstattet af", "Replaced by"),
        "reference_value_of": Text("Værdi af", "Value of"),
        "reference_deprecated": Text("udgået", "deprecated"),
        "reference_properties": Text("Egenskaber", "Properties"),
        "reference_values": Text("Faste værdier", "Named values"),
        "reference_demanded": Text("Reglerne kræver", "Rules demand"),
        "reference_uses": Text("I data", "In the data"),
        "reference_uses_class": Text("{count} ting", "{count} things"),
        "reference_uses_property": Text("{count} udsagn", "{count} statements"),
        "reference_unused": Text("bruges ikke endnu", "not used yet"),
        "reference_example": Text("Eksempel", "Example"),
        "reference_close": Text("Næsten det samme som", "Nearly the same as"),
        "reference_broad": Text("Snævrere end", "Narrower than"),
        "reference_related": Text("Beslægtet med", "Related to"),
        "reference_at_least": Text("mindst {value}", "at least {value}"),
        "reference_at_most": Text("højst {value}", "at most {value}"),
        "reference_from": Text("ikke under {value}", "not below {value}"),
        "reference_to": Text("ikke over {value}", "not above {value}"),
        "reference_datatype": Text("datatype {value}", "datatype {value}"),
        "reference_class": Text("en {value}", "a {value}"),
        "reference_pattern": Text("mønster {value}", "pattern {value}"),
        "reference_in": Text("en af {value}", "one of {value}"),
        # The rules
        "rules_title": Text("Reglerne for en hel plan", "The rules of a complete plan"),
        "rules_lead": Text(
            "{count} regler siger, hvad en plan skal have med, hvorfor, og hvordan det rettes. En regel gælder kun for de "
            "planår, den står ved.",
            "{count} rules say what a plan has to contain, why, and how it is mended. A rule holds only for the plan years "
            "that it names.",
        ),
        "rules_version": Text("Regelsæt {version}.", "Rule set {version}."),
        "rules_checked": Text(
            "{checked} af {plans} planer er tjekket.", "{checked} of {plans} plans are checked."
        ),
        "rules_levels": Text("Niveauerne", "The levels"),
        "rules_levels_text": Text(
            "Niveauerne bygger oven på hinanden. En plan når et niveau, når ingen af de fund, der spærrer for det eller for "
            "et lavere, er tilbage.",
            "The levels build on one another. A plan reaches a level when none of the findings is left that blocks it or a "
            "lower one.",
        ),
        "rules_blocked_by": Text("Spærres af:", "Blocked by:"),
        "rules_blank_label": Text("navn", "name"),
        "rules_blank_number": Text("nr.", "no."),
        "rules_blank_plan": Text("planen", "the plan"),
        "rules_blank_year": Text("planåret", "the plan year"),
        "rules_blank_value": Text("det, der er galt", "what is wrong"),
        "rules_severity": Text("Alvor", "Severity"),
        "rules_rule": Text("Regel", "Rule"),
        "rules_years": Text("Planår", "Plan years"),
        "rules_all_years": Text("alle", "all"),
        "rules_tier": Text("Spærrer for", "Blocks"),
        "rules_fires": Text("Slår ud i planer", "Fires in plans"),
        "rules_blocks": Text("spærrer for niveauet »{tier}«", "blocks the level “{tier}”"),
        "rules_for_years": Text("planår {years}", "plan years {years}"),
        "rules_for_all_years": Text("alle planår", "all plan years"),
        "rules_why": Text("Hvorfor", "Why"),
        "rules_law": Text("Lov og vejledning", "Law and guidance"),
        "rules_fix": Text("Sådan rettes det", "How it is mended"),
        "rules_where": Text("Hvor reglen slår ud nu", "Where the rule fires now"),
        "rules_no_plans": Text("Ingen plan er tjekket endnu.", "No plan is checked yet."),
        "rules_fired_caption": Text(
            "Hvert sted, med linket til det på planens side.",
            "Each place, with the link to it on the page of the plan.",
        ),
        "rules_says": Text("Reglen siger", "The rule says"),
        "rules_place": Text("Sted", "Place"),
        "rules_see": Text("Se det i planen", "See it in the plan"),
        "rules_accepted": Text("accepteret", "accepted"),
        "rules_each_plan": Text("Plan for plan", "Plan by plan"),
        "rules_each_plan_caption": Text(
            "Hvad reglen sagde om hver plan, og hvor mange ting der ikke opfyldte den.",
            "What the rule said of each plan, and how many things did not meet it.",
        ),
        "rules_state": Text("Udfald", "Outcome"),
        "rules_at_fault": Text("Ikke opfyldt", "At fault"),
        "rules_how": Text("Hvordan den virker", "How it works"),
        "rules_id": Text("Id", "Id"),
        "rules_looks": Text("Ser på", "Looks at"),
        "rules_demands": Text("Kræver af", "Demands of"),
        "rules_query": Text("Vis reglens forespørgsel", "Show the query of the rule"),
        # About the data
        "about_lead": Text(
            "Hvor data kommer fra, hvad der er usikkert, hvordan de må bruges, og hvad serveren ved om dig.",
            "Where the data comes from, what is uncertain, how it may be used, and what the server knows of you.",
        ),
        "about_contents": Text("På denne side", "On this page"),
        "about_what": Text("Hvad der er her", "What is here"),
        "about_what_text": Text(
            "{plans} planer fra {municipalities} kommuner, planår {years}: i alt {statements} udsagn. Denne kopi af data er "
            "fra {made}.",
            "{plans} plans of {municipalities} municipalities, plan years {years}: {statements} statements in all. This copy "
            "of the data is of {made}.",
        ),
        "about_what_not": Text(
            "Data er kendsgerninger, tal, navne og omskrivninger. Planernes egne sætninger er ikke med; hvert udsagn peger "
            "på det sted i dokumentet, det kommer fra, så det kan slås efter.",
            "The data is facts, figures, names and paraphrases. The plans' own sentences are not in it; each statement points "
            "at the place in the document that it comes from, so that it can be looked up.",
        ),
        "about_count_Plan": Text("planer", "plans"),
        "about_count_FocusArea": Text("fokusområder", "focus areas"),
        "about_count_Objective": Text("målsætninger", "objectives"),
        "about_count_Goal": Text("mål", "goals"),
        "about_count_Measure": Text("indsatser", "measures"),
        "about_count_Challenge": Text("udfordringer", "challenges"),
        "about_count_TargetValue": Text("måltal", "target figures"),
        "about_count_Observation": Text("målte tal", "measured figures"),
        "about_count_StatutoryStatement": Text("udsagn om lovkrav", "statements on what the law asks"),
        "about_count_Evidence": Text(
            "henvisninger til steder i dokumenter", "references to places in documents"
        ),
        "about_count_NationalTarget": Text("nationale mål", "national targets"),
        "about_sources": Text("Planernes kilder", "The sources of the plans"),
        "about_sources_text": Text(
            "Dokumentet, som hver plan er læst af. SHA-256 er fingeraftrykket af den fil, der blev læst: har du den samme "
            "fil, får du det samme tal.",
            "The document that each plan was read from. SHA-256 is the fingerprint of the file that was read: if you have the "
            "same file you get the same number.",
        ),
        "about_document": Text("Dokument", "Document"),
        "about_no_document": Text("intet dokument angivet", "no document stated"),
        "about_status": Text("Status", "Status"),
        "about_adopted": Text("vedtaget", "adopted"),
        "about_draft": Text("udkast eller ikke angivet", "draft or not stated"),
        "about_format": Text("Format", "Format"),
        "about_links": Text("Hvordan koblinger er mærket", "How links are marked"),
        "about_links_text": Text(
            "At et mål bidrager til et nationalt mål, eller fører et tidligere videre, kan planen selv have sagt, eller en "
            "læser kan mene det. Forskellen står ved hver kobling.",
            "That a goal contributes to a national target, or carries an earlier one on, may be said by the plan itself, or be "
            "what a reader thinks. Each link says which.",
        ),
        "about_basis": Text("Grundlag", "Basis"),
        "about_meaning": Text("Betyder", "Means"),
        "about_to_targets": Text("Til nationale mål", "To national targets"),
        "about_to_earlier": Text("Til tidligere planer", "To earlier plans"),
        "about_basis_stated_means": Text("Planen binder selv de to sammen.", "The plan itself ties the two."),
        "about_basis_interpreted_means": Text(
            "En læser har bundet dem sammen og siger hvorfor. En anden læser kan se det anderledes.",
            "A reader tied them and says why. Another reader may see it differently.",
        ),
        "about_basis_suggested_means": Text(
            "Indlæsningen har foreslået det, og ingen har taget stilling endnu.",
            "The intake suggested it, and nobody has judged it yet.",
        ),
        "about_basis_none_means": Text("Koblingen siger det ikke.", "The link does not say."),
        "about_suggested": Text(
            "{count} forslag fra indlæsningen venter på, at nogen tager stilling til dem.",
            "{count} suggestions of the intake wait for somebody to judge them.",
        ),
        "about_links_question": Text("Se fordelingen plan for plan", "See them plan by plan"),
        "about_unconfirmed": Text("Hvad der ikke er bekræftet", "What is not confirmed"),
        "about_unconfirmed_text": Text(
            "{count} ting, hvor kilder er uenige, eller hvor vi ikke har kunnet slå det efter. »Indhold bekræftet« betyder, at "
            "indholdet er kendt, men at paragraffen eller datoen ikke er slået efter.",
            "{count} things on which sources disagree, or that we could not look up. “Content confirmed” means that the content "
            "is known but the section or date was not looked up.",
        ),
        "about_loads": Text("Indlæsninger", "Loads"),
        "about_loads_text": Text(
            "Hver graf er indlæst af en fil eller sendt hertil, og det er skrevet ned, hvornår og af hvad.",
            "Each graph was loaded from a file or sent here, and it is written down when and from what.",
        ),
        "about_loads_show": Text("Vis de seneste {count}", "Show the last {count}"),
        "about_graph": Text("Graf", "Graph"),
        "about_read_from": Text("Læst af", "Read from"),
        "about_day": Text("Dato", "Date"),
        "about_licence": Text("Licens", "Licence"),
        "about_licence_data": Text(
            "Data, ontologi, ordlister og regler: brug dem, som du vil, når du nævner kilden.",
            "Data, ontology, vocabularies and rules: use them as you like and name the source.",
        ),
        "about_licence_code": Text("Programmet:", "The program:"),
        "about_licence_plans": Text(
            "Planernes dokumenter er kommunernes egne og udleveres ikke her.",
            "The documents of the plans are the municipalities' own and are not handed out here.",
        ),
        "about_cite": Text("Sådan henviser du", "How to cite"),
        "about_cite_text": Text("Til det hele, for eksempel:", "To all of it, for example:"),
        "about_citation": Text(
            "plangraph (version {version}): Kommunale beskæftigelsesplaner som graf. Data fra {made}. CC BY 4.0.",
            "plangraph (version {version}): Municipal employment plans as a graph. Data of {made}. CC BY 4.0.",
        ),
        "about_cite_thing": Text(
            "Til en enkelt ting: brug dens IRI. Den bliver ved med at betyde det samme, og den kan slås op.",
            "To a single thing: use its IRI. It goes on meaning the same, and it can be looked up.",
        ),
        "about_accessibility": Text("Tilgængelighed", "Accessibility"),
        "about_accessibility_aim": Text(
            "Siderne er lavet til at følge WCAG 2.1, niveau AA. Det følgende er vores egen beskrivelse af, hvad der er prøvet; "
            "en kommune eller en anden myndighed, der stiller serveren til rådighed, skal selv afgive sin lovpligtige "
            "tilgængelighedserklæring.",
            "The pages are made to meet WCAG 2.1, level AA. What follows is our own account of what was tried; a municipality "
            "or another public body that offers the server has to give the statement that the law asks of it itself.",
        ),
        "about_accessibility_tested": Text("Hvad der er prøvet", "What was tried"),
        "about_accessibility_tested_1": Text(
            "Hver slags side gennemgås automatisk med axe-core efter reglerne for WCAG 2.0, 2.1 og 2.2, A og AA, i Chromium, "
            "på dansk og engelsk.",
            "Each kind of page is examined automatically with axe-core by the rules of WCAG 2.0, 2.1 and 2.2, A and AA, in "
            "Chromium, in Danish and English.",
        ),
        "about_accessibility_tested_2": Text(
            "Siderne prøves i et vindue på 360 pixel og et på 1280 pixel; kun tabeller ruller til siden.",
            "The pages are tried in a window of 360 pixels and one of 1280; only tables scroll sideways.",
        ),
        "about_accessibility_tested_3": Text(
            "De vigtigste opgaver gennemføres med tastaturet alene.",
            "The most important tasks are done with the keyboard alone.",
        ),
        "about_accessibility_tested_4": Text(
            "Alt undtagen det interaktive billede og editorens hjælp virker uden JavaScript; en tabel siger det samme som billedet.",
            "All but the interactive picture and the comforts of the editor works without JavaScript; a table says what the "
            "picture does.",
        ),
        "about_accessibility_lacks": Text(
            "Hvad der ikke er prøvet, eller mangler", "What was not tried, or is lacking"
        ),
        "about_accessibility_lacks_1": Text(
            "Siderne er ikke prøvet af mennesker med handicap og ikke systematisk med skærmlæsere.",
            "The pages were not tried by people with disabilities, nor systematically with screen readers.",
        ),
        "about_accessibility_lacks_2": Text(
            "Rapporter som PDF er ikke gennemgået for tilgængelighed. HTML-rapporten og tabellerne siger det samme.",
            "Reports as PDF were not examined for accessibility. The HTML report and the tables say the same.",
        ),
        "about_accessibility_lacks_3": Text(
            "Planer, der kun er på dansk, vises på dansk også på de engelske sider, mærket som dansk.",
            "Plans that are in Danish only are shown in Danish on English pages too, marked as Danish.",
        ),
        "about_accessibility_lacks_4": Text(
            "Fejl, som serveren melder om en forespørgsel i SPARQL, er på engelsk.",
            "What the server says is wrong with a query in SPARQL is in English.",
        ),
        "about_accessibility_report": Text("Er noget ikke tilgængeligt?", "Is something not accessible?"),
        "about_accessibility_report_text": Text(
            "Skriv til den, der stiller denne server til rådighed, og sig, hvilken side det gælder. Gælder det programmet, så "
            "meld det til projektet, så det rettes for alle.",
            "Write to whoever offers this server, and say which page it is. If it concerns the program, report it to the "
            "project, so that it is mended for everybody.",
        ),
        "about_privacy": Text("Privatliv", "Privacy"),
        "about_privacy_cookies": Text(
            "Ingen cookies, ingen sporing, intet hentet fra andre servere.",
            "No cookies, no tracking, nothing fetched from other servers.",
        ),
        "about_privacy_log": Text(
            "Loggen holder for hver anmodning: tidspunkt, hvilken slags side, udfald, hvor længe det tog, og et tilfældigt "
            "nummer. Ingen adresse, ingen søgeord, ingen forespørgsler.",
            "The log holds for each request: the time, the kind of page, the outcome, how long it took, and a random number. "
            "No address, no search words, no queries.",
        ),
        "about_privacy_rate": Text(
            "For at ingen skal kunne lægge serveren ned, huskes adressen på den, der spørger, en kort tid i hukommelsen. Den "
            "skrives ikke ned. En server foran denne kan have sin egen log.",
            "So that nobody can bring the server down, the address of whoever asks is remembered for a short time in memory. "
            "It is not written down. A server in front of this one may keep a log of its own.",
        ),
        "about_privacy_drafts": Text(
            "Et udkast, du afleverer, kan kun ses af den, der har dets adresse. Det slettes {hours} timer efter, at nogen "
            "sidst så på det, eller når du sletter det.",
            "A draft that you hand in can be seen only by whoever has its address. It is deleted {hours} hours after somebody "
            "last looked at it, or when you delete it.",
        ),
        "about_privacy_names": Text(
            "Data handler om planer, ikke om personer.", "The data is about plans, not about persons."
        ),
    }
)
