//! From sources and corpus to a model.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use corrector::{Corrector, file};

use super::boost::{self, Sample};
use super::division::Costs;
use super::errors::Slips;
use super::figures::Figures;
use super::sounds::Sounds;
use super::sources::Sources;
use super::words::Words;
use super::{lists, pairs, shapes, tables};

/// The section of the trees.
const TREES: usize = 10;
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

/// What a model is made of besides its trees.
pub(super) struct Draft {
    sections: Vec<Vec<u8>>,
    figures: Figures,
    costs: Costs,
    sounds: Sounds,
    common: Vec<(char, f64)>,
    alike: Alike,
}

/// Look-alikes of each character, and whether nearly the same.
pub(super) type Alike = BTreeMap<char, Vec<(char, bool)>>;

impl Draft {
    /// Counts the corpus. Without trees the model gives no correction.
    pub(super) fn new(sources: &Sources, corpus: &[&str], trees: Vec<u8>) -> Result<Self> {
        let mut words = Words::new(sources.general.clone());
        let total: f64 = words.words.iter().map(|word| word.general).sum();
        let cost = |probability: f64| -(probability.max(1e-12).ln()) as f32;
        let costs = words.words.iter().map(|word| cost((word.general + 1.0) / total)).collect();
        let costs = Costs { words: costs, unknown: cost(0.1 / total) };
        let counts = pairs::count(&words, &costs, corpus.iter().copied());
        for (word, &count) in words.words.iter_mut().zip(&counts.words) {
            word.corpus = f64::from(count);
        }
        let figures = Figures::new(words, counts, total);
        let sounds = Sounds::new(&sources.readings, &sources.phrase_readings);
        let common = lists::common(&sources.characters, &figures);
        let forms = sources.forms.iter().filter(|form| sources.characters.contains_key(form.0));
        let forms = forms.map(|(&character, form)| (character, form.clone())).collect();
        let alike = shapes::alike(&forms, &common);
        let (ends, same, near) = lists::sound_lists(&sounds, &common);
        let (shape_ends, look) = lists::shape_lists(&alike);
        let sections = vec![
            lists::settings(),
            lists::characters(&figures, &sounds),
            ends,
            same,
            near,
            shape_ends,
            look,
            tables::word_table(&figures)?,
            tables::pair_table(&figures)?,
            tables::gram_table(corpus)?,
            trees,
            tables::beginnings(&figures, &sounds),
            tables::twos(&figures),
        ];
        let weight = |character: &char| sources.characters.get(character).copied().unwrap_or(1.0);
        let common = common.iter().map(|character| (*character, weight(character))).collect();
        Ok(Self { sections, figures, costs, sounds, common, alike })
    }

    /// The model file.
    pub(super) fn file(&self) -> Vec<u8> {
        file::encode(&self.sections)
    }

    /// The model file with these trees.
    pub(super) fn with_trees(mut self, trees: &[u8]) -> Vec<u8> {
        self.sections.get_mut(TREES).into_iter().for_each(|section| *section = trees.to_vec());
        self.file()
    }

    /// Learns trees from sentences that were not counted.
    pub(super) fn learn(&self, lessons: &[Lesson]) -> Result<Vec<u8>> {
        let corrector = Corrector::load(self.file()).map_err(|error| anyhow!("模型无法加载：{error:?}"))?;
        let mut slips = Slips::new(&self.figures.words, &self.costs, &self.sounds, &self.alike, &self.common);
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
        Ok(boost::section(&samples))
    }
}
