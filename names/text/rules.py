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
    threshold: float = 0.6  # least score; below that of a list, as who is named in a text is more often known
    written_threshold: float = 0.86  # the same among entities with the same alias: the one six times as prominent
    compared: int = 24  # aliases compared with capitalised words, if these are like one of `glance_aliases`

    # Phrases that are written as an alias.
    longest_phrase: int = 8  # most words of a phrase
    longest_unspaced: int = 10  # most characters of a phrase in a script without spaces
    place_prior: float = 4.6  # least prior of a place that is meant by its label
    place_alias_prior: float = 5.3  # the same by another alias, many of which are ordinary words somewhere

    # Capitalised words that are spelled like an alias.
    longest_name: int = 5  # words that are taken for one name
    crowd: int = 24  # capitalised words in a row that are more than a name: a headline, a table
    longest_name_in_crowd: int = 3  # words that are taken for one name in such a row
    glance_aliases: int = 4  # aliases compared with the words at first; most words are like none of them
    glance_similarity: float = 0.78  # least similarity of one of those aliases, for the words to be looked up
    glance_unlike_words: int = 4  # words from which on none is asked, as inflected names are less similar
    glance_score: float = 0.5  # least score that the words and one of those aliases are one name
    glance_entity_score: float = 0.1  # least score that the entity of one of those aliases is meant
    place_score: float = 0.93  # least score that two names are one, of a place: any two words are like some place

    # A single word that is spelled like an alias.
    word_letters: int = 6  # least letters of a single word that is looked up
    word_prior: float = 5.8  # least prior of the entity that it means
    word_score: float = 0.87  # least score that it and the alias are one name
    word_glance_prior: float = 5.0  # least prior of one of the few entities compared at first
    word_glance_score: float = 0.8  # least score of one of them

    # Persons that the gazetteer does not know.
    shortest_unknown: int = 2  # least words of an unknown person's name
    longest_unknown: int = 4  # most words of it
    unknown_score: float = 0.75  # least score of two spellings of one unknown person

    # What the text itself says.
    family_prior: float = 5.8  # least prior of a person whom the family name alone means, if nobody was introduced
    short_form_letters: int = 3  # least letters of a word that repeats an introduced name
    misspelled_letters: int = 5  # least letters of one that repeats it misspelled
    misspelled_score: float = 0.6  # least score of such a one

    # Which of the names met before a name is compared with.
    compared_with_all: int = 64  # names that are all compared; of more, only neighbours are
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
