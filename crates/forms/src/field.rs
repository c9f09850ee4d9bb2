//! What a template can name, and the value behind each name: both come from one declaration, so they cannot drift apart.

/// One name that a template can use: documentation for the agency that writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in the template; the fields of a record are written `record.field`.
    pub name: &'static str,
    /// What a form calls it, Chinese.
    pub title: &'static str,
    /// What it holds, Chinese.
    pub description: &'static str,
    /// How a template can use it.
    pub shape: Shape,
    /// The fields inside a record or inside each row of a list; empty for a text or a mark.
    pub fields: &'static [Self],
}

/// How a template can use a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `{{name}}` prints it; `{{#name}}…{{/name}}` keeps its inside when it is not empty.
    Text,
    /// `{{name}}` prints ☑ or ☐; `{{#name}}…{{/name}}` keeps its inside when it is ticked.
    Mark,
    /// `{{name.field}}`, or `{{#name}}{{field}}{{/name}}`.
    Record,
    /// `{{#name}}…{{/name}}` repeats its inside for each row.
    List,
}

/// A value as the template sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Mark(bool),
    Record(Row),
    List(Vec<Row>),
}

/// Values by name, in the order of the declaration.
pub(crate) type Row = Vec<(&'static str, Value)>;

/// A type that a template can show.
pub(crate) trait Show {
    const SHAPE: Shape;
    const FIELDS: &'static [Field] = &[];
    fn value(&self) -> Value;
}

/// A type with named fields.
pub(crate) trait Record {
    const FIELDS: &'static [Field];
    fn row(&self) -> Row;
}

impl<T: Record> Show for T {
    const SHAPE: Shape = Shape::Record;
    const FIELDS: &'static [Field] = <T as Record>::FIELDS;
    fn value(&self) -> Value {
        Value::Record(self.row())
    }
}

impl<T: Record> Show for Vec<T> {
    const SHAPE: Shape = Shape::List;
    const FIELDS: &'static [Field] = T::FIELDS;
    fn value(&self) -> Value {
        Value::List(self.iter().map(Record::row).collect())
    }
}

impl Show for String {
    const SHAPE: Shape = Shape::Text;
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Show for u32 {
    const SHAPE: Shape = Shape::Text;
    fn value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Show for bool {
    const SHAPE: Shape = Shape::Mark;
    fn value(&self) -> Value {
        Value::Mark(*self)
    }
}

/// Declares a public struct of plain values together with its [`Field`]s.
///
/// `name: Type, "title", "description";` for each field; title and description are also the field's documentation.
macro_rules! record {
    ($(#[$about:meta])* $name:ident { $($field:ident: $type:ty, $title:literal, $description:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $(
                #[doc = concat!($title, "：", $description)]
                pub $field: $type,
            )*
        }

        impl $crate::field::Record for $name {
            const FIELDS: &'static [$crate::Field] = &[$(
                $crate::Field {
                    name: stringify!($field),
                    title: $title,
                    description: $description,
                    shape: <$type as $crate::field::Show>::SHAPE,
                    fields: <$type as $crate::field::Show>::FIELDS,
                },
            )*];

            fn row(&self) -> $crate::field::Row {
                vec![$((stringify!($field), $crate::field::Show::value(&self.$field))),*]
            }
        }
    };
}
pub(crate) use record;
