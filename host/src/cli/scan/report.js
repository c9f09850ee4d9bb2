// Filters the findings; the page is whole without it.
const chosen = (name) => document.getElementById(name).value;
const rows = [...document.querySelectorAll('tr[data-level]')];

function filter() {
  const [level, rule, section, words] = ['level', 'rule', 'section', 'words'].map(chosen);
  let shown = 0;
  for (const row of rows) {
    const data = row.dataset;
    const fits = (!level || data.level === level) && (!rule || data.rule === rule)
      && (!section || data.section === section.slice(1)) && (!words || row.textContent.includes(words));
    row.hidden = !fits;
    shown += fits;
  }
  for (const group of document.querySelectorAll('.group')) {
    group.hidden = !group.querySelector('tr[data-level]:not([hidden])');
  }
  document.getElementById('shown').textContent = `显示 ${shown} / ${rows.length} 条`;
}

document.querySelector('.filter').hidden = rows.length === 0;
document.querySelector('.filter').addEventListener('input', filter);
filter();
