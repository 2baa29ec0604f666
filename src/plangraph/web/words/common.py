"""What pages and problems say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

_WORDS: Final = MappingProxyType(
    {
        "about": Text("Hvad der siges om det", "What is said of it"),
        "about_server": Text(
            "Kommunernes beskæftigelsesplaner som en graf, man kan stille spørgsmål til.",
            "Municipal employment plans as a graph that people can question.",
        ),
        "address": Text("Adresse", "Address"),
        "and_more": Text("og {count} mere", "and {count} more"),
        "as_data": Text("Som data", "As data"),
        "back": Text("Til forsiden", "To the front page"),
        "dataset": Text("Om datasættet", "About the dataset"),
        "for_programs": Text("For programmer", "For programs"),
        "graph_store": Text("Graph Store Protocol", "Graph Store Protocol"),
        "kind": Text("Slags", "Kind"),
        "mentioned": Text("Hvad der henviser til det", "What points at it"),
        "nothing_said": Text("Intet", "Nothing"),
        "ontology": Text("Ontologi", "Ontology"),
        "other_language": Text("English", "Dansk"),
        "plans": Text("Planer", "Plans"),
        "problem": Text("Noget gik galt", "Something went wrong"),
        "property": Text("Egenskab", "Property"),
        "skip": Text("Gå til indholdet", "Skip to content"),
        "sparql": Text("SPARQL", "SPARQL"),
        "terms": Text("Begreber", "Terms"),
        "value": Text("Værdi", "Value"),
        "vocabularies": Text("Ordlister", "Vocabularies"),
    }
)

#: What terms of others are called where pages show them; ours have their names in the ontology.
TERMS: Final = MappingProxyType(
    {
        "rdfs:label": Text("navn", "name"),
        "rdfs:comment": Text("bemærkning", "comment"),
        "rdfs:seeAlso": Text("se også", "see also"),
        "rdfs:domain": Text("siges om", "said of"),
        "rdfs:range": Text("peger på", "points at"),
        "rdfs:subClassOf": Text("er en slags", "is a kind of"),
        "rdfs:subPropertyOf": Text("er en underegenskab af", "is a subproperty of"),
        "rdfs:isDefinedBy": Text("defineret i", "defined in"),
        "owl:Class": Text("klasse", "class"),
        "owl:ObjectProperty": Text("egenskab mellem ting", "property between things"),
        "owl:DatatypeProperty": Text("egenskab med en værdi", "property with a value"),
        "owl:Ontology": Text("ontologi", "ontology"),
        "owl:versionInfo": Text("version", "version"),
        "skos:prefLabel": Text("navn", "name"),
        "skos:altLabel": Text("også kaldet", "also called"),
        "skos:definition": Text("definition", "definition"),
        "skos:scopeNote": Text("brug", "scope note"),
        "skos:notation": Text("kode", "code"),
        "skos:broader": Text("hører under", "broader"),
        "skos:narrower": Text("omfatter", "narrower"),
        "skos:related": Text("beslægtet med", "related"),
        "skos:inScheme": Text("i ordlisten", "in the vocabulary"),
        "skos:topConceptOf": Text("øverst i ordlisten", "at the top of the vocabulary"),
        "skos:hasTopConcept": Text("øverste begreb", "top concept"),
        "skos:exactMatch": Text("det samme som", "the same as"),
        "skos:closeMatch": Text("næsten det samme som", "nearly the same as"),
        "skos:Concept": Text("begreb", "concept"),
        "skos:ConceptScheme": Text("ordliste", "vocabulary"),
        "dcterms:title": Text("titel", "title"),
        "dcterms:description": Text("beskrivelse", "description"),
        "dcterms:source": Text("kilde", "source"),
        "dcterms:temporal": Text("periode", "period"),
        "dcterms:license": Text("licens", "licence"),
        "dcterms:creator": Text("ophav", "creator"),
        "dcterms:created": Text("oprettet", "created"),
        "dcterms:modified": Text("ændret", "modified"),
        "dcterms:identifier": Text("id", "id"),
        "dcterms:isPartOf": Text("del af", "part of"),
        "prov:Plan": Text("plan", "plan"),
        "prov:Entity": Text("ting med ophav", "entity"),
        "prov:Activity": Text("handling", "activity"),
        "prov:used": Text("brugte", "used"),
        "prov:generated": Text("frembragte", "generated"),
        "prov:endedAtTime": Text("afsluttet", "ended at"),
        "oa:hasSource": Text("i dokumentet", "in the document"),
        "oa:hasSelector": Text("sted", "selector"),
        "oa:start": Text("fra tegn", "from character"),
        "oa:end": Text("til tegn", "to character"),
        "sh:NodeShape": Text("regel", "rule"),
        "sh:PropertyShape": Text("del af en regel", "part of a rule"),
        "sh:name": Text("navn", "name"),
        "sh:message": Text("besked", "message"),
        "sh:severity": Text("alvor", "severity"),
        "sh:property": Text("kræver af egenskaber", "demands of properties"),
        "sh:targetClass": Text("gælder for", "is about"),
        "sh:Violation": Text("fejl", "violation"),
        "sh:Warning": Text("advarsel", "warning"),
        "sh:Info": Text("oplysning", "information"),
    }
)


def word(key: str, lang: str, **values: object) -> str:
    """Return a word or sentence.

    :param values: what stands in its places
    """
    return _WORDS[key].get(lang).format(**values)
