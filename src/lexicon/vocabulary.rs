//! Every word that the lexicon or a rule knows, numbered, so that a text is looked up once.
//!
//! After that, all work is on small numbers: the cost of a further rule or unit is nothing in
//! articles that hold none of its words. The table hashes while it folds the case of ASCII letters;
//! no standard map can look up `Kilometres` as `kilometres` without building the folded string.

/// The number of a word; [`WordId::UNKNOWN`] for all that nobody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that neither the lexicon nor a rule knows.
    pub const UNKNOWN: WordId = WordId(0);

    /// Whether the lexicon or a rule knows the word.
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// The words of the lexicon and the rules, without regard to case.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Open places by key; the length is a power of two.
    table: Vec<Place>,
    /// The numbers of the words of one ASCII letter or mark.
    single: Box<[WordId; 128]>,
    /// Those of the marks of U+2000 to U+207F, of which the quotes and dashes of a text are.
    marks: Box<[WordId; 128]>,
    words: Vec<Box<str>>,
}

/// A place of the table; with `id` 0 it is free. Sixteen bytes, so that a look at one touches one line of the cache.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    bytes: u64,
    length: u32,
    id: u32,
}

/// What a word is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    /// The bytes of a short ASCII word themselves, so that no other memory is touched; of others a hash.
    bytes: u64,
    /// The length in bytes, with [`Key::HASHED`] where `bytes` is a hash.
    length: u32,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let none = Box::new([WordId::UNKNOWN; 128]);
        let table = vec![Place::default(); 4096];
        Vocabulary { table, single: none.clone(), marks: none, words: vec!["".into()] }
    }
}

impl Vocabulary {
    /// The number of `word`, which is added when it is new. A word is one token: letters, one symbol,
    /// or one punctuation mark (see [`crate::mention::Token`]).
    pub fn intern(&mut self, word: &str) -> WordId {
        let found = self.lookup(word);
        if found.is_known() {
            return found;
        }
        let folded = fold(word);
        if self.words.len() * 2 > self.table.len() {
            self.grow();
        }
        let id = self.words.len() as u32;
        self.place(&folded, id);
        self.words.push(folded.into());
        WordId(id)
    }

    /// The numbers of the words of `text`, divided as a text is: runs of letters with inner apostrophes,
    /// and each other character alone; "New Year's" is four.
    pub fn phrase(&mut self, text: &str) -> Vec<WordId> {
        let mut words = Vec::new();
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let inner = |c: char| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}');
            let end = match first.is_alphabetic() {
                true => rest.find(|c| !inner(c)).unwrap_or(rest.len()),
                false => first.len_utf8(),
            };
            let word = match without_possessive(&rest[..end]) {
                "" => &rest[..end],
                owner => owner,
            };
            words.push(self.intern(word));
            rest = rest[word.len()..].trim_start();
        }
        words
    }

    /// The number of `word`, whatever its case.
    pub fn lookup(&self, word: &str) -> WordId {
        if word.is_ascii() {
            return self.lookup_ascii(word.as_bytes());
        }
        if let Some(place) = mark_place(word) {
            return self.marks[place];
        }
        let folded = fold(word);
        self.find(folded.as_bytes(), Key::of(&folded))
    }

    /// [`Vocabulary::lookup`] of a word that is known to be ASCII.
    #[inline]
    pub fn lookup_ascii(&self, word: &[u8]) -> WordId {
        match *word {
            [byte @ 0..0x80] => self.single[byte.to_ascii_lowercase() as usize],
            _ => self.find(word, Key::of_ascii(word)),
        }
    }

    /// The word, folded.
    pub fn word(&self, id: WordId) -> &str {
        &self.words[id.0 as usize]
    }

    /// One more than the largest number: the size of a table indexed by word.
    pub fn size(&self) -> usize {
        self.words.len()
    }

    #[inline]
    fn find(&self, word: &[u8], key: Key) -> WordId {
        let mask = self.table.len() - 1;
        let mut at = key.place() & mask;
        loop {
            let Place { bytes, length, id } = self.table[at];
            if id == 0 {
                return WordId::UNKNOWN;
            }
            if key == (Key { bytes, length })
                && (!key.is_hash() || self.words[id as usize].as_bytes().eq_ignore_ascii_case(word))
            {
                return WordId(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// Enters a word that is not there yet.
    fn place(&mut self, folded: &str, id: u32) {
        let Key { bytes, length } = Key::of(folded);
        self.put(Place { bytes, length, id });
        if let [byte @ 0..0x80] = folded.as_bytes() {
            self.single[*byte as usize] = WordId(id);
        }
        if let Some(place) = mark_place(folded) {
            self.marks[place] = WordId(id);
        }
        if let ("'", Some(typographic)) = (folded, mark_place("\u{2019}")) {
            self.marks[typographic] = WordId(id);
        }
    }

    fn put(&mut self, place: Place) {
        let mask = self.table.len() - 1;
        let mut at = Key { bytes: place.bytes, length: place.length }.place() & mask;
        while self.table[at].id != 0 {
            at = (at + 1) & mask;
        }
        self.table[at] = place;
    }

    fn grow(&mut self) {
        let larger = vec![Place::default(); self.table.len() * 2];
        let known = std::mem::replace(&mut self.table, larger);
        known.into_iter().filter(|place| place.id != 0).for_each(|place| self.put(place));
    }
}

impl Key {
    const HASHED: u32 = 1 << 31;
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The key of an ASCII word in any case. The case bit of every byte is set, which is exact for letters and
    /// apostrophes, of which words consist.
    #[inline]
    fn of_ascii(word: &[u8]) -> Key {
        let length = word.len() as u32;
        match few(word) {
            Some(bytes) => Key { bytes: bytes | CASE, length },
            None => Key { bytes: hash(word, CASE), length: length | Key::HASHED },
        }
    }

    /// The key of a folded word; where it has other characters, that bit may be all that tells two apart.
    fn of(folded: &str) -> Key {
        if folded.is_ascii() {
            return Key::of_ascii(folded.as_bytes());
        }
        Key { bytes: hash(folded.as_bytes(), 0), length: folded.len() as u32 | Key::HASHED }
    }

    #[inline]
    const fn is_hash(self) -> bool {
        self.length & Key::HASHED != 0
    }

    /// Where the search for it starts.
    #[inline]
    const fn place(self) -> usize {
        ((self.bytes.rotate_left(self.length)).wrapping_mul(Key::MIX) >> 32) as usize
    }
}

/// The word or name before a possessive "'s" or a last apostrophe, which are tokens of their own; nothing may be left.
pub(super) fn without_possessive(word: &str) -> &str {
    let owner = ["'s", "\u{2019}s", "'S", "\u{2019}S"].iter().find_map(|end| word.strip_suffix(end));
    owner.unwrap_or(word).trim_end_matches(['\'', '\u{2019}'])
}

/// The case bit of eight letters.
const CASE: u64 = 0x2020_2020_2020_2020;

/// A hash of the bytes with the bits of `set` set, eight at a time.
fn hash(bytes: &[u8], set: u64) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut mix = |bytes: u64| hash = (hash.rotate_left(29) ^ (bytes | set)).wrapping_mul(Key::MIX);
    // The last eight bytes may hold some of those before again.
    if let Some(last) = bytes.last_chunk::<8>() {
        bytes.as_chunks::<8>().0.iter().for_each(|eight| mix(u64::from_le_bytes(*eight)));
        mix(u64::from_le_bytes(*last));
    } else {
        mix(few(bytes).unwrap_or_default());
    }
    hash ^ hash >> 29
}

/// At most eight bytes in one number, which with their length tells them all; `None` for more.
#[inline]
fn few(bytes: &[u8]) -> Option<u64> {
    if bytes.len() > 8 {
        return None;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return Some(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32);
    }
    Some(match *bytes {
        [] => 0,
        [one] => one.into(),
        [one, .., last] => u64::from(one) | u64::from(bytes[1]) << 8 | u64::from(last) << 16,
    })
}

/// The place of a mark of U+2000 to U+207F among those.
fn mark_place(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(mark @ '\u{2000}'..='\u{207f}'), None) => Some(mark as usize - 0x2000),
        _ => None,
    }
}

/// Lower case, with the typographic apostrophe as the plain one, and what keyboards have for the degree sign as that.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().replace(['\u{2019}', '\u{02bc}'], "'").replace(['º', '˚'], "°")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_without_regard_to_case() {
        let mut vocabulary = Vocabulary::default();
        let kilometre = vocabulary.intern("kilometre");
        let euro = vocabulary.intern("€");
        let clock = vocabulary.intern("o'clock");
        assert_eq!(vocabulary.lookup("KiloMetre"), kilometre);
        assert_eq!(vocabulary.lookup("€"), euro);
        assert_eq!(vocabulary.lookup("O’Clock"), clock);
        assert_eq!(vocabulary.lookup("mile"), WordId::UNKNOWN);
        assert_eq!(vocabulary.intern("KILOMETRE"), kilometre);
        assert_eq!(vocabulary.lookup("\u{2014}"), WordId::UNKNOWN);
        let dash = vocabulary.intern("\u{2014}");
        assert_eq!(vocabulary.lookup("\u{2014}"), dash);
        let apostrophe = vocabulary.intern("'");
        assert_eq!(vocabulary.lookup("\u{2019}"), apostrophe);
    }

    #[test]
    fn grows_and_still_finds_all() {
        let mut vocabulary = Vocabulary::default();
        let ids: Vec<WordId> = (0..9000).map(|i| vocabulary.intern(&format!("word{i}"))).collect();
        assert!((0..9000).all(|i| vocabulary.lookup(&format!("Word{i}")) == ids[i]));
    }
}
