"""Every weight of the search, once, with its reason. All are shares of 1 unless said otherwise.

They were set on the tuning half of the graded queries (tests/benchmarks) and are reported on the other half.
"""

# ------------------------------------------------------------ where a word stands

FIELD_WEIGHT = {
    "name": 1.0,  # what the service is called decides
    "phone": 1.0,  # a number is nobody else's
    "other name": 0.95,  # old and official names are names too
    "everyday word": 0.66,  # what callers say, chosen by hand
    "name sv": 0.9,  # a Swedish or English word is typed only where it is meant
    "name en": 0.85,
    "kind": 0.9,  # shared by all services of the kind
    "area": 0.75,  # a place alone tells nothing of the need, and sorts out much beside another word
    "provider": 0.5,
    "description": 0.45,  # mentions much that the service is not
}
"""How much a word counts by where it stands; ordered from the most to the least."""

KIND_SHARE = 0.95
"""What words of the kind count on each of its services: a little less than the service's own words."""

# ------------------------------------------------------------ how a word is met

EXACT = 1.0
DOTS_LOST = 0.97  # the same but for dots: ä is typed as a on a foreign keyboard, and yet ä meets ä first
SAME_KEY = 0.95  # another form of the word
KEY_APART = 0.55  # … less the fewer letters both begin with: hoito, hoidon share three; omin, omainen two
BEGINNING = 0.93  # the last word half typed, at its full length
BEGINNING_SHORT = 0.8  # … and hardly begun
BEGINNING_INSIDE = 0.8  # a beginning that is not the last word: the first part of a compound
STEM_BEGINS = 0.55  # the stem of an inflected word begins another one (siivoojan: siivous)
PART_LAST = 0.78  # the last part of a compound tells what it is
PART_INSIDE = 0.56  # a part in the middle
OTHER_WORD = 0.88  # an everyday word for it (data/synonyms.toml)
SPLIT = 0.9  # a compound that nobody has written, by its two halves
LIKELY_SLIP = 0.7  # from here on a slip is likelier than a compound with a very short half
COMMON_HEAD = 0.5  # an unknown word and known ones begin alike: minnesproblem, minnesmottagning
LAST_KNOWN = 0.52  # of an unknown compound the last part is known, which tells what it is
FIRST_KNOWN = 0.55  # … or the first, which tells what it is about
JOINED = 0.97  # two words that are one
MISSPELT = 0.92  # the most that a misspelt word reaches; less the more of it is wrong
MISSPELT_BEGINNING = 0.82  # the same for a word half typed

SHORTEST_PART = 4
"""Letters of a part of a compound at its end (*hoito*); shorter ones are in every second word."""

SHORTEST_HALF = 3
"""Letters of a half of a compound that nobody has written: *ikkunanpesu-apu*."""

SHORTEST_INSIDE = 4
"""Letters of a beginning that is not the last word, and of a word that can be misspelt at all."""

SHORTEST_MIDDLE = 5
"""Letters of a part in the middle of a compound."""

SHORT_BEGINNING = 2
"""Letters up to which so many words begin alike that the shortest ones are picked beforehand."""

MATCHES = 160
"""Words that one word of the query meets at most, the best ones: more say nothing and cost time."""

BEST_MATCHES = 48
"""The best of them, which are looked for in phrases."""

# ------------------------------------------------------------ how much a word of the query counts

SAME_WORD = 0.1
"""How much less well than the best one a word may be met and still be the same word, for telling how rare it is."""

UNKNOWN_MASS = 0.7
"""Of a word that the catalogue has never heard: it may be what matters, or a name of the caller's cat."""

WEAK_FORM = 0.3
"""What is left of the mass of a word that is a form of a weak one: *saatiin* is *saada*."""

SAME_FORM = 0.7
"""How well a weak word must be met for that."""

RARITY_FLOOR = 0.5
"""Of the commonest word beside the rarest one: *palvelu* still says something."""

COVERAGE = 1.0
"""Power of the share of the query that is answered: half an answer counts a quarter, with what it sums up to."""

# ------------------------------------------------------------ what stands together

PHRASE = 0.9
"""What a whole phrase of callers adds when the query is that phrase."""

TOPIC = 1.6
"""What it adds when every word of the query is said for one kind alone: many small hints make a strong one."""

TOPIC_LIKENESS = 0.75
"""How well a word must be met to vote."""

TOPIC_SMOOTH = 2.0
"""Phrases that speak for no kind, added to each word's: a word heard once is a hint and no proof."""

OTHER_ORDER = 0.94
"""What is left of a phrase whose words come in another order: *nursing home* is not *home nursing*."""

WHOLE_PHRASE = 0.8
"""How much of a phrase and of the query must be shared for the order to matter."""

LEAST_PHRASE = 0.12
"""What a phrase must share with the query to be looked at: a common word alone shares less."""

WHOLE_NAME = 0.4
"""What resembling a whole name adds, for queries of one or two words: it lifts the right name over longer ones."""

NAME_WORDS = 2
"""Words of a query up to which it is compared with whole names: sentences are no names."""

NAME_CANDIDATES = 60
"""Services that are compared with the query by their whole names."""

SIMILAR_NAME = 70
"""Likeness (0-100) from which a whole name counts as misspelt; two slips in a name of six letters keep it."""

SAME_NAME = 90
"""Likeness from which it counts even where each word is a word by itself: *careys* may be one, too."""

NAME_SLIP = 1.6
"""What a whole name adds that is there but for slips, times its likeness squared: it is hardly a chance."""

SURE = 0.97
"""How well each word of a query is met when no slip needs to be looked for."""

SCANNED_NAMES = 3_000
"""Services up to which all names are compared with a query: a millisecond."""

TAIL = 0.15
"""Share of the best score below which a service is left out: it shares a common word with the query and no more."""

# ------------------------------------------------------------ what is known beside the words

OUTSIDE = 0.6
"""What is left when the caller's municipality or age is outside: it moves down, where it is not hidden."""

OTHER_LANGUAGE = 0.97
"""What is left when the service is not given in the caller's language: among equals the other one stands first."""

STATUS_FACTOR = {"active": 1.0, "temporarily closed": 0.8, "inactive": 0.0, "defunct": 0.0}
"""A closed service can still be spoken of; one that has ended is not offered."""

OPEN_AMONG = 4
"""How many times more services are ranked when only those open now are asked for: by day one in four is, at least."""

CALLERS = 64
"""Callers' facts for which the factors of all services are remembered: one caller has few, also while she is typed."""

LEARNED = 0.12
"""What advisors' own choices can add at most: they settle a draw and do not turn the list over."""

LEARNED_FULL = 16
"""Times a service was chosen for a word until that counts in full."""

RUNG_ORDER = "012345678R"
"""The order among equals: the lighter service first (*kevyemmän palvelun periaate*)."""

NUMPY_FROM = 500
"""Services from which numpy pays: below, its import (0.1 s) costs more than all that is saved in a shift."""
