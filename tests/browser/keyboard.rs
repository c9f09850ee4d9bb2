//! Moving on the page as somebody without a mouse does.

use crate::chromium::Chromium;

pub const BACKSPACE: char = '\u{E003}';
pub const TAB: char = '\u{E004}';
pub const SHIFT: char = '\u{E008}';
pub const CONTROL: char = '\u{E009}';
pub const ENTER: char = '\u{E007}';
pub const END: char = '\u{E010}';
pub const SPACE: char = ' ';

/// After so many steps the control is taken for unreachable.
const MOST_STEPS: usize = 80;

impl Chromium {
    /// Presses Tab until a condition on the focused element `it` holds.
    #[track_caller]
    pub fn tab_to(&self, condition: &str) {
        self.step_to(condition, &[TAB]);
    }

    /// The same, backwards.
    #[track_caller]
    pub fn back_to(&self, condition: &str) {
        self.step_to(condition, &[SHIFT, TAB]);
    }

    #[track_caller]
    fn step_to(&self, condition: &str, keys: &[char]) {
        let script = format!("const it = document.activeElement; return Boolean({condition})");
        let mut passed = Vec::new();
        for _ in 0..MOST_STEPS {
            if self.session.run(&script) == serde_json::json!(true) {
                return;
            }
            self.session.press(keys);
            passed.push(self.session.run(
                "const it = document.activeElement; return `${it.tagName} ${it.id} ${it.textContent.slice(0, 12)}`",
            ));
        }
        panic!("the keyboard does not reach {condition}; it passes {passed:?}");
    }

    /// Moves to the button with this text and presses it.
    #[track_caller]
    pub fn press_button(&self, text: &str) {
        self.tab_to(&format!("it.tagName === 'BUTTON' && it.textContent.trim() === '{text}'"));
        self.focus_is_visible();
        self.session.press(&[ENTER]);
    }

    /// Whoever moves by keyboard must see where they are.
    #[track_caller]
    fn focus_is_visible(&self) {
        let script = "const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it); \
                      return box.width > 0 && box.bottom > 0 && box.top < innerHeight && style.outlineStyle !== 'none'";
        assert_eq!(self.session.run(script), true, "the focus is not visible");
    }
}
