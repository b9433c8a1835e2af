"""The numbers by which names of a text are found, linked and grouped, each with its unit.

Every number is chosen: none of them has a measurement by itself on record.
"""

from __future__ import annotations

from dataclasses import dataclass

from names.resolution.rules import Rules

__all__ = ["TEXT_RULES", "TextRules"]


@dataclass(frozen=True, slots=True)
class TextRules:
    """When a stretch of a text is taken for a name, and a name for an entity.

    Scores are probabilities and similarities shares of sound in common, both 0..1. Priors are log10 of prominence: of
    places the inhabitants, of persons and organisations as much as a place of so many inhabitants. A single word is
    held to more than several words are, since one word in a text is like some name by chance.

    >>> TextRules(threshold=0.9).threshold
    0.9
    """

    # What a match needs.
    threshold: float = 0.6  # least score; below that of a list (0.66), as who is named in a text is more often known
    written_threshold: float = 0.86  # the same among entities with the same alias: the one six times as prominent
    compared: int = 24  # aliases compared with capitalised words that are like one of the few compared at first

    # Phrases that are written as an alias.
    longest_phrase: int = 8  # words
    longest_unspaced: int = 10  # characters of a phrase in a script without spaces
    place_prior: float = 4.6  # least prior of a place that is meant by its label …
    place_alias_prior: float = 5.3  # … or by another alias, many of which are ordinary words somewhere

    # Capitalised words that are spelled like an alias.
    longest_name: int = 5  # words that are taken for one name …
    crowd: int = 24  # … but where more capitalised words than these stand in a row (a headline, a table) …
    longest_name_in_crowd: int = 3  # … only so many
    glance_aliases: int = 4  # aliases compared with the words at first; most words are like none of them
    glance_similarity: float = 0.78  # least similarity of such an alias …
    glance_unlike_words: int = 4  # … but of so many words or more none is asked: inflected names are less similar
    glance_score: float = 0.5  # least score of one of them that two names are one, for the words to be looked up
    glance_entity_score: float = 0.1  # least score that the entity of one of them is meant
    place_score: float = 0.93  # least score that two names are one, of a place: any two words are like some place

    # A single word that is spelled like an alias.
    word_letters: int = 6  # least letters
    word_prior: float = 5.8  # least prior of the entity
    word_score: float = 0.87  # least score that the two names are one
    word_glance_prior: float = 5.0  # the least prior of one of the few entities compared at first …
    word_glance_score: float = 0.8  # … and the least score

    # Persons that the gazetteer does not know.
    shortest_unknown: int = 2  # words
    longest_unknown: int = 4  # words
    unknown_score: float = 0.75  # least score of two spellings of one unknown person

    # What the text itself says.
    family_prior: float = 5.8  # least prior of a person whom the family name alone means, if nobody was introduced
    short_form_letters: int = 3  # least letters of a word that repeats an introduced name …
    misspelled_letters: int = 5  # … and of one that repeats it misspelled …
    misspelled_score: float = 0.6  # … which needs this least score

    # Which of the names met before a name is compared with.
    compared_with_all: int = 64  # names; of more, only neighbours are compared
    neighbours: int = 8  # names that are compared with one
    neighbour_entries: int = 2048  # entries under the keys of a name that are read, rarest keys first
    neighbour_readings: int = 3  # readings of a word that make its keys

    @property
    def resolution(self) -> Rules:
        """The rules by which capitalised words are resolved."""
        return Rules(threshold=self.threshold, compared=self.compared)

    @property
    def glance(self) -> Rules:
        """The rules by which capitalised words are compared with few aliases at first."""
        return Rules(threshold=self.threshold, compared=self.glance_aliases)

    @property
    def written(self) -> Rules:
        """The rules by which a phrase that is written as an alias is resolved."""
        return Rules(threshold=max(self.threshold, self.written_threshold))


TEXT_RULES = TextRules()  # the rules in force where a caller names none
