"""The numbers that decide which names of a text are found, linked and grouped.

All numbers are chosen; no measurement of a single one is on record.
"""

from __future__ import annotations

from dataclasses import dataclass

from names.resolution.rules import RULES, Recalibration, Rules

__all__ = ["TEXT_RULES", "TextRules"]


@dataclass(frozen=True, slots=True)
class TextRules:
    """When a stretch of a text is taken for a name, and a name for an entity.

    Scores are probabilities, 0..1; similarities are of phonetic forms, 0..1. A prior is log10 of the inhabitants of a
    place, or of a place that is as prominent as the person or organisation. A single word must meet higher
    demands than several words, because it may resemble a name by chance.

    >>> TextRules(threshold=0.9).threshold
    0.9
    """

    # What a match needs.
    threshold: float = 0.6  # least score; below that of `Rules`, as persons in a text are more often known
    written_threshold: float = 0.86  # least score among entities with the same alias: six times as prominent
    compared: int = 5  # aliases compared with capitalised words
    recalibration: Recalibration = RULES.recalibration  # how scores of spellings are fitted to data of one's own

    # Phrases that are written like an alias.
    longest_phrase: int = 8  # most words of a phrase
    longest_unspaced: int = 10  # most characters of a phrase in a script without spaces
    place_prior: float = 4.6  # least prior of a place that is named by its label
    place_alias_prior: float = 5.3  # least prior of a place named by another alias, which may be an ordinary word
    uncased_place_prior: float = 5.5  # the same in scripts without capitals, where more words are written like it
    home_prior: float = 4.0  # least prior of a place of the text's own countries, where the text puts a place
    uncased_home_prior: float = 4.9  # the same in scripts without capitals
    much_more_prominent: float = 1.0  # prior by which a city of another usual name surpasses one of that label
    short_family_prior: float = 6.5  # least prior of a person who is named by a family name of three letters or less
    lower_prior: float = 5.8  # least prior of what a single word names in a text without capitals

    # Capitalised words that are spelled like an alias.
    longest_name: int = 5  # most words of a name
    crowd: int = 24  # most capitalised words in a row that are not a headline or table
    longest_name_in_crowd: int = 3  # most words of a name in a headline or table
    glance_similarity: float = 0.86  # least similarity of an alias at a glance
    place_score: float = 0.93  # least score that the words and the alias of a place are one name; places are many

    # A single word that is spelled like an alias.
    word_letters: int = 6  # least letters of the word
    word_prior: float = 5.8  # least prior of its entity
    word_score: float = 0.87  # least score that the word and the alias are one name
    word_glance_similarity: float = 0.9  # least similarity of an alias at a glance

    # Persons that the gazetteer does not know.
    shortest_unknown: int = 2  # least words of the name
    longest_unknown: int = 4  # most words of the name
    unknown_score: float = 0.75  # least score of two spellings of one unknown person

    # Words that repeat a name which the text has introduced.
    family_prior: float = 5.8  # least prior of a person who is named by the family name, but was not introduced
    short_form_letters: int = 3  # least letters of a word that repeats a name
    misspelled_letters: int = 5  # least letters of a word that repeats a name misspelled
    misspelled_score: float = 0.6  # least score of a word that repeats a name misspelled

    # The earlier names that a name is compared with.
    compared_with_all: int = 64  # up to this many earlier names, all are compared, else only neighbours
    neighbours: int = 8  # most neighbours that a name is compared with
    neighbour_entries: int = 2048  # most entries under the keys of a name that are read, rarest keys first
    neighbour_readings: int = 3  # readings of a word that make its keys

    @property
    def resolution(self) -> Rules:
        """The rules for resolving capitalised words."""
        return Rules(threshold=self.threshold, compared=self.compared, recalibration=self.recalibration)

    @property
    def written(self) -> Rules:
        """The rules for resolving a phrase that is written like an alias."""
        return Rules(threshold=max(self.threshold, self.written_threshold))


TEXT_RULES = TextRules()  # the default rules
