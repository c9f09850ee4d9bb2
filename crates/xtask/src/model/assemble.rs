//! From sources and corpus to a model.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use corrector::{Corrector, file};

use super::boost::Sample;
use super::division::Costs;
use super::errors::Slips;
use super::figures::Figures;
use super::pairs::Counts;
use super::sounds::Sounds;
use super::sources::Sources;
use super::tables::Grams;
use super::words::Words;
use super::{lists, pairs, shapes, tables};

/// How much more a change of a sentence without slips counts: in real text nearly every sentence is such.
const CAUTION: f64 = 6.0;

/// A sentence to learn from.
pub(super) struct Lesson {
    /// How much it counts.
    pub weight: f64,
    /// How often slips are drawn for it.
    pub rounds: usize,
    /// The sentence, taken to be right.
    pub sentence: String,
}

/// What is the same whichever lines are counted.
pub(super) struct Ground {
    words: Words,
    /// Words in the general counts together.
    general: f64,
    costs: Costs,
    sounds: Sounds,
    /// Characters that can be put in place of others, with their general counts.
    common: Vec<(char, f64)>,
    alike: Alike,
    /// What was counted in all lines.
    pub all: Tally,
}

/// What was counted in some lines.
#[derive(Clone)]
pub(super) struct Tally {
    counts: Counts,
    grams: Grams,
}

impl Tally {
    /// Takes away what was counted in some of the lines.
    pub(super) fn take(&mut self, part: &Self) {
        self.counts.take(&part.counts);
        self.grams.iter_mut().zip(&part.grams).for_each(|(all, some)| pairs::take(all, some));
    }
}

/// Look-alikes of each character, and whether nearly the same.
pub(super) type Alike = BTreeMap<char, Vec<(char, bool)>>;

impl Ground {
    /// Counts the corpus.
    pub(super) fn new(sources: &Sources, corpus: &[&str]) -> Self {
        let words = Words::new(sources.general.clone());
        let general: f64 = words.words.iter().map(|word| word.general).sum();
        let cost = |probability: f64| -(probability.max(1e-12).ln()) as f32;
        let costs = words.words.iter().map(|word| cost((word.general + 1.0) / general)).collect();
        let costs = Costs { words: costs, unknown: cost(0.1 / general) };
        let all = tally(&words, &costs, corpus);
        let common = lists::common(&sources.characters, &words, &all.counts.words);
        let forms = sources.forms.iter().filter(|form| sources.characters.contains_key(form.0));
        let forms = forms.map(|(&character, form)| (character, form.clone())).collect();
        let alike = shapes::alike(&forms, &common);
        let weight = |character: &char| sources.characters.get(character).copied().unwrap_or(1.0);
        let common = common.iter().map(|character| (*character, weight(character))).collect();
        let sounds = Sounds::new(&sources.readings, &sources.phrase_readings);
        Self { words, general, costs, sounds, common, alike, all }
    }

    /// Counts some lines.
    pub(super) fn tally(&self, lines: &[&str]) -> Tally {
        tally(&self.words, &self.costs, lines)
    }
}

fn tally(words: &Words, costs: &Costs, lines: &[&str]) -> Tally {
    Tally { counts: pairs::count(words, costs, lines.iter().copied()), grams: tables::grams(lines.iter().copied()) }
}

/// A model of some lines.
pub(super) struct Draft<'g> {
    ground: &'g Ground,
    sections: Vec<Vec<u8>>,
    figures: Figures,
}

impl<'g> Draft<'g> {
    /// Without trees the model gives no correction.
    pub(super) fn new(ground: &'g Ground, tally: &Tally, trees: &[u8]) -> Result<Self> {
        let mut words = ground.words.clone();
        for (word, &count) in words.words.iter_mut().zip(&tally.counts.words) {
            word.corpus = f64::from(count);
        }
        let figures = Figures::new(words, tally.counts.clone(), ground.general);
        let common: Vec<char> = ground.common.iter().map(|one| one.0).collect();
        let (ends, same, near) = lists::sound_lists(&ground.sounds, &common);
        let (shape_ends, look) = lists::shape_lists(&ground.alike);
        let sections = vec![
            lists::settings(),
            lists::characters(&figures, &ground.sounds),
            ends,
            same,
            near,
            shape_ends,
            look,
            tables::word_table(&figures)?,
            tables::pair_table(&figures)?,
            tables::gram_table(&tally.grams)?,
            trees.to_vec(),
            tables::beginnings(&figures, &ground.sounds),
            tables::twos(&figures),
        ];
        Ok(Self { ground, sections, figures })
    }

    /// The model file.
    pub(super) fn file(&self) -> Vec<u8> {
        file::encode(&self.sections)
    }

    fn slips(&self) -> Slips<'_> {
        let Ground { costs, sounds, alike, common, .. } = self.ground;
        Slips::new(&self.figures.words, costs, sounds, alike, common)
    }

    /// The sentences with and without slips, a line each: a number, as written, as meant.
    pub(super) fn examination(&self, sentences: &[Lesson]) -> String {
        let mut slips = self.slips();
        let mut lines = String::new();
        for (number, lesson) in sentences.iter().enumerate() {
            let written = slips.slip(&lesson.sentence, 0.5);
            lines.push_str(&format!("{number}\t{written}\t{}\n", lesson.sentence));
        }
        lines
    }

    /// Described changes of sentences that were not counted.
    pub(super) fn samples(&self, lessons: &[Lesson]) -> Result<Vec<Sample>> {
        let corrector = Corrector::load(self.file()).map_err(|error| anyhow!("模型无法加载：{error:?}"))?;
        let mut slips = self.slips();
        let mut samples = Vec::new();
        for lesson in lessons {
            for round in 0..=lesson.rounds {
                // The first time as it is.
                let wrong = slips.slip(&lesson.sentence, if round == 0 { 1.0 } else { 0.0 });
                // Characters outside the basic plane have another length: such a draw is thrown away.
                if wrong.len() != lesson.sentence.len() {
                    continue;
                }
                let caution = if wrong == lesson.sentence { CAUTION } else { 1.0 };
                for (range, meant, features) in corrector.examples(&wrong) {
                    let right = lesson.sentence.get(range) == Some(meant.as_str());
                    samples.push(Sample { features, right, weight: lesson.weight * caution });
                }
            }
        }
        Ok(samples)
    }
}
