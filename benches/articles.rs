//! Made-up news articles for the benchmarks: the same bytes for the same seed, the mix of filler,
//! figures, dates and names of a daily.

use std::fmt::Write as _;
use std::path::Path;

/// A small generator of numbers (splitmix64); the benchmarks need no better one.
pub struct Random(u64);

impl Random {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

const PLACES: [&str; 16] = [
    "Halden",
    "Brackwater",
    "Lower Tamsin",
    "Port Ellery",
    "Ostrava",
    "Izmir",
    "Valdivia",
    "Kisumu",
    "Gdansk",
    "Leticia",
    "Aalborg",
    "Bergamo",
    "Kumasi",
    "Tampere",
    "Arequipa",
    "Mombasa",
];
const PEOPLE: [&str; 12] = [
    "Maria Okafor",
    "Jan Lindqvist",
    "Governor Peter Hale",
    "Sofia Marchetti",
    "Dr. Amir Rahimi",
    "Lena Kovacs",
    "Tomás Beltrán",
    "Ruth Abernathy",
    "Minister Karel Novák",
    "Ada Mensah",
    "Chief Inspector Tom Reyes",
    "Ines Duarte",
];
const THINGS: [&str; 12] = [
    "the harbour board",
    "the regional council",
    "the water company",
    "a panel of engineers",
    "the transport union",
    "the museum",
    "the fire service",
    "the teachers’ federation",
    "the power grid operator",
    "the court",
    "the growers’ cooperative",
    "the airport",
];
const FILLER: [&str; 14] = [
    "Neighbours described a long night in which little was known and every rumour travelled faster than the news.",
    "Nobody expects the talks to end soon, and both sides have prepared their members for a slow spring.",
    "The plan divides the town: some want the old bridge kept, others want it gone before the next flood.",
    "“We have heard such promises before,” one resident said, “and we are still waiting for the pavement.”",
    "Critics call the scheme a costly mistake, while its authors say that doing nothing would cost far more.",
    "The report does not say who should pay, a question that the next government will have to answer.",
    "Work on the site stopped when the contractor ran out of money and has not resumed since.",
    "Its author argues that the rules were written for another age and ought to be rewritten for this one.",
    "Shops along the quay stayed closed, and the market moved to the square in front of the town hall.",
    "Officials would not be drawn on the reasons, saying only that a review was under way.",
    "The road has a reputation among drivers, who know its bends and the fog that gathers in them.",
    "A spokeswoman thanked the volunteers and asked the public to keep away from the shore.",
    "The committee meets behind closed doors, but its members talk freely once they are outside.",
    "Farmers in the valley welcomed the rain, though for many of them it came too late.",
];

/// One article of about `bytes` bytes.
pub fn article(random: &mut Random, bytes: usize) -> String {
    let (year, month, day) = (2015 + random.below(10), 1 + random.below(12), 1 + random.below(28));
    let place = random.pick(&PLACES);
    let mut text = format!(
        "---\ntitle: Storm leaves {} dead near {place}\ndate: {year}-{month:02}-{day:02}\ndescription: What is known so far.\n---\n\n",
        2 + random.below(60)
    );
    while text.len() < bytes {
        for _ in 0..2 + random.below(3) {
            sentence(random, &mut text, place);
        }
        text.push_str("\n\n");
    }
    text
}

fn sentence(random: &mut Random, text: &mut String, place: &str) {
    let (person, thing) = (random.pick(&PEOPLE), random.pick(&THINGS));
    let n = 2 + random.below(90);
    let km = 10 + random.below(900);
    let miles = (km * 1000 + 804) / 1609;
    let _ = match random.below(24) {
        0 => write!(
            text,
            "At least {n} people were killed and {} others injured in {place}, {person} said. ",
            n * 2
        ),
        1 => {
            write!(text, "{person}, {n}, said {thing} had spent ${}.{} million since March 2012. ", n, n % 10)
        }
        2 => write!(text, "The town lies about {km} kilometres ({miles} miles) from the coast. "),
        3 => write!(text, "Prices rose {n}.{} per cent from a year earlier, according to {thing}. ", n % 10),
        4 => write!(
            text,
            "On Tuesday, {person} told reporters that 1,{:03} households were without power. ",
            km
        ),
        5 => write!(text, "The line opened in {} and closed two years ago. ", 1900 + n),
        _ => write!(text, "{} ", random.pick(&FILLER)),
    };
}

/// Writes `count` articles of `bytes` bytes each into folders of a hundred.
pub fn write_folder(folder: &Path, count: usize, bytes: usize) -> std::io::Result<()> {
    let mut random = Random::new(1);
    for index in 0..count {
        let sub = folder.join(format!("{:03}", index / 100));
        if index % 100 == 0 {
            std::fs::create_dir_all(&sub)?;
        }
        let size = bytes * 9 / 10 + random.below(bytes as u64 / 5 + 1) as usize;
        std::fs::write(sub.join(format!("{index:05}.md")), article(&mut random, size))?;
    }
    Ok(())
}
