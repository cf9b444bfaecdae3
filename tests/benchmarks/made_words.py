"""Notes as advisors write them: half sentences in Finnish, of inflected words, some of them very rare.

They are made from what callers say (data/synonyms.toml) and from compounds in six forms each, which bring the
vocabulary to some thirty thousand forms; a few are in every tenth call and most in a handful of a million.
"""

import random
from collections.abc import Iterable


def words(said: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(said.split())


FIRST = words(
    "koti kodin asunto hoito hoiva palvelu asiakas sairaala terveys lääke muisti vanhus eläke apu liikunta "
    "liikkumis kuljetus ateria ruoka siivous turva puhelin hälytys omais vertais ystävä vapaaehtois kunto "
    "kuntoutus arki päivä ilta yö viikko jakso vuokra raha talous toimeentulo asumis perhe lapsi nuoriso "
    "vammais päihde mielenterveys kriisi väkivalta velka tuki edun edunvalvonta lääkäri hammas silmä kuulo "
    "näkö apuväline pyörätuoli rollaattori suihku sauna piha lumi kauppa pankki posti lasku maksu hakemus "
    "päätös seuranta arviointi yhteys tulkki"
)
"""Beginnings of compounds."""

SECOND = (
    "palvelu palvelun palvelua palveluun palvelut palveluista",
    "maksu maksun maksua maksuun maksut maksuista",
    "hakemus hakemuksen hakemusta hakemukseen hakemukset hakemuksista",
    "päätös päätöksen päätöstä päätökseen päätökset päätöksistä",
    "käynti käynnin käyntiä käyntiin käynnit käynneistä",
    "aika ajan aikaa aikaan ajat ajoista",
    "hoitaja hoitajan hoitajaa hoitajalle hoitajat hoitajista",
    "ohjaaja ohjaajan ohjaajaa ohjaajalle ohjaajat ohjaajista",
    "neuvoja neuvojan neuvojaa neuvojalle neuvojat neuvojista",
    "apu avun apua apuun avut avuista",
    "tuki tuen tukea tukeen tuet tuista",
    "etuus etuuden etuutta etuuteen etuudet etuuksista",
    "tilanne tilanteen tilannetta tilanteeseen tilanteet tilanteista",
    "ongelma ongelman ongelmaa ongelmaan ongelmat ongelmista",
    "vaikeus vaikeuden vaikeutta vaikeuteen vaikeudet vaikeuksista",
    "huoli huolen huolta huoleen huolet huolista",
    "pelko pelon pelkoa pelkoon pelot peloista",
    "tarve tarpeen tarvetta tarpeeseen tarpeet tarpeista",
    "suunnitelma suunnitelman suunnitelmaa suunnitelmaan suunnitelmat suunnitelmista",
    "kokous kokouksen kokousta kokoukseen kokoukset kokouksista",
    "ryhmä ryhmän ryhmää ryhmään ryhmät ryhmistä",
    "paikka paikan paikkaa paikkaan paikat paikoista",
    "jono jonon jonoa jonoon jonot jonoista",
    "kortti kortin korttia korttiin kortit korteista",
    "seteli setelin seteliä seteliin setelit seteleistä",
    "lomake lomakkeen lomaketta lomakkeeseen lomakkeet lomakkeista",
    "muutos muutoksen muutosta muutokseen muutokset muutoksista",
    "laite laitteen laitetta laitteeseen laitteet laitteista",
    "korjaus korjauksen korjausta korjaukseen korjaukset korjauksista",
    "toive toiveen toivetta toiveeseen toiveet toiveista",
    "yhdistys yhdistyksen yhdistystä yhdistykseen yhdistykset yhdistyksistä",
    "keskus keskuksen keskusta keskukseen keskukset keskuksista",
    "yksikkö yksikön yksikköä yksikköön yksiköt yksiköistä",
    "tiimi tiimin tiimiä tiimiin tiimit tiimeistä",
    "kustannus kustannuksen kustannusta kustannukseen kustannukset kustannuksista",
    "oire oireen oiretta oireeseen oireet oireista",
    "taito taidon taitoa taitoon taidot taidoista",
    "riski riskin riskiä riskiin riskit riskeistä",
    "matka matkan matkaa matkaan matkat matkoista",
    "vuoro vuoron vuoroa vuoroon vuorot vuoroista",
    "kysely kyselyn kyselyä kyselyyn kyselyt kyselyistä",
    "sopimus sopimuksen sopimusta sopimukseen sopimukset sopimuksista",
    "järjestely järjestelyn järjestelyä järjestelyyn järjestelyt järjestelyistä",
    "tieto tiedon tietoa tietoon tiedot tiedoista",
)
"""Ends of compounds, each in six forms."""

WHO = {
    "self": ("soittaa itse", "soitti itse", "kysyy omasta asiastaan", "asiakas itse linjalla"),
    "relative": ("tytär soittaa", "poika soittaa", "puoliso soittaa", "vaimo soitti", "miniä kysyy", "sisar soitti"),
    "close": ("naapuri soittaa", "ystävä soitti", "talonmies huolissaan", "entinen työtoveri soittaa"),
    "professional": ("kotihoidosta soitettiin", "terveysasemalta kysyttiin", "poliisi ilmoitti", "hoitaja osastolta"),
    "other": ("isännöitsijä soittaa", "kaupasta soitettiin", "soittaja ei kertonut kuka on"),
    "": ("soittaja", "puhelu"),
}
"""How notes begin, by the role of the caller."""

STATES = (
    "asuu yksin, hissitön talo",
    "rollaattori käytössä",
    "kaatunut {n} kertaa tänä syksynä",
    "kotiutunut {d}.{m}. osastolta",
    "seuraava käynti {d}.{m}. klo {h}",
    "ei nuku öisin, väsynyt",
    "ruoka ei maistu, laihtunut {n} kg",
    "paino pudonnut {n} kg",
    "lääkkeet dosetissa, {n} kertaa päivässä",
    "lapset asuvat {n} tunnin päässä",
    "verenpaine {p}, huimaa noustessa",
    "puoliso kuoli {d}.{m}.",
    "laskut maksamatta {m}. kuulta",
    "tulot noin {p}0 e/kk",
    "odottanut {n} viikkoa vastausta",
    "hoitaa puolisoaan, ei lomaa {n} vuoteen",
    "muisti pätkii, hella jäi päälle {d}.{m}.",
    "tavoittaa parhaiten klo {h} jälkeen",
)
"""What is noted of the person, with numbers."""

ENDS = (
    "sovittu jatko",
    "kerrottu vaihtoehdot",
    "neuvottu hakemaan",
    "lupasi miettiä",
    "tyytyväinen neuvoihin",
    "soittaa tarvittaessa uudelleen",
    "palataan ensi viikolla",
    "itki alussa, rauhoittui",
    "ei halua apua vielä",
    "oli jo soittanut muualle",
)
"""How notes end."""

SURNAMES = words(
    "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen "
    "Saarinen Niemi Salminen Heinonen Heikkilä Kinnunen Salonen Turunen Salo Laitinen Tuominen Rantanen "
    "Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Lindström Nyman Öhman Åkerlund"
)
FIRST_NAMES = words(
    "Maria Helena Johannes Olavi Anneli Kaarina Juhani Antero Marjatta Liisa Tapani Eino Aino Veikko Kerttu "
    "Toivo Irja Pentti Raili Reijo Sirkka Tauno Hilkka Åke Gunnel Nadja Amina Ahti"
)

LIKE_A_CODE = 0.002
"""Share of notes with something that looks like a personal identity code, though nobody should write one there."""

LIKE_A_NUMBER = 0.01
"""Share of notes with a number to call back to."""


class Words:
    """What notes, names and wishes are made of. Each call draws from the chance it is given."""

    def __init__(self, chance: random.Random, phrases: dict[str, tuple[str, ...]]) -> None:
        """Take the phrases of callers by kind of service."""
        self._draw = chance.random
        self._phrases = phrases
        ends = [form for forms in SECOND for form in forms.split()]
        self._compounds = [f"{first}{form}" for first in FIRST for form in ends]
        random.Random(1).shuffle(self._compounds)  # which of them are common does not hang on the seed

    def one_of(self, some: "tuple[str, ...] | list[str]") -> str:
        """Return any of some, each as likely."""
        return some[int(self._draw() * len(some))]

    def phrase(self, kind: str) -> str:
        """Return what a caller says who needs a kind of service: what stands first in its list most often."""
        some = self._phrases[kind]
        return some[int(len(some) * self._draw() ** 2)]

    def compound(self) -> str:
        """Return a compound: few are common, most are rare."""
        return self._compounds[int(len(self._compounds) * self._draw() ** 4)]

    def notes(self, role: str, kinds: Iterable[str], age: str, place: str) -> str:
        """Return the notes of a client call."""
        draw = self._draw
        head = self.one_of(WHO.get(role, WHO[""]))
        parts = [f"{head}, {age} v, {place}" if age and draw() < 0.6 else head]
        parts += [self.phrase(kind) for kind in kinds]
        parts += [self._state() for _number in range(int(draw() * 3))]
        parts += [f"{self.compound()} {self.compound()}" if draw() < 0.3 else self.compound()]
        if draw() < LIKE_A_NUMBER:
            parts.append(f"soitto numeroon {self.phone()}")
        if draw() < LIKE_A_CODE:
            parts.append(f"hetu {self.identity_code()}")
        parts.append(self.one_of(ENDS))
        return ("\n" if draw() < 0.1 else ". ").join(parts)

    def _state(self) -> str:
        draw = self._draw
        state = self.one_of(STATES)
        if "{" not in state:
            return state
        day, month, hour = 1 + int(draw() * 28), 1 + int(draw() * 12), 8 + int(draw() * 8)
        return state.format(n=2 + int(draw() * 8), d=day, m=month, h=hour, p=90 + int(draw() * 100))

    def name(self) -> str:
        """Return the name of a person."""
        return f"{self.one_of(FIRST_NAMES)} {self.one_of(SURNAMES)}"

    def phone(self) -> str:
        """Return a number of a mobile phone that nobody has: its series begin with another digit than 0."""
        return f"040 0{int(self._draw() * 100):02} {int(self._draw() * 10_000):04}"

    def identity_code(self) -> str:
        """Return a code of the form of personal ones, of the numbers (900-999) that are given to nobody."""
        draw = self._draw
        day, month, year, number = 1 + int(draw() * 28), 1 + int(draw() * 12), 25 + int(draw() * 60), int(draw() * 100)
        digits = f"{day:02}{month:02}{year:02}9{number:02}"
        return f"{digits[:6]}-{digits[6:]}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(digits) % 31]}"
