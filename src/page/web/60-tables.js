'use strict';
// Tables that sort and filter, and their CSV.

const ROWS_SHOWN = 100;

function isText(column) {
  return column.kind === 'text' || column.kind === 'worded';
}

// A row as CSV has it, to the byte as dmzcalc writes it.
function csvCell(column, value) {
  if (!isText(column)) return value === null ? '' : value.toFixed(column.decimals + column.more_decimals);
  const text = value === null ? '' : value;
  return (/^[=+\-@\t\r]/.test(text) ? '"\'' : '"') + text.replace(/"/g, '""') + '"';
}

function csvOf(sheet) {
  const kept = sheet.columns.map((column, k) => k).filter((k) => sheet.columns[k].key !== null);
  const rows = sheet.rows.slice(0, sheet.rows.length - sheet.sums);
  const lines = [kept.map((k) => sheet.columns[k].key).join(',')];
  for (const row of rows) lines.push(kept.map((k) => csvCell(sheet.columns[k], row[k])).join(','));
  return lines.join('\n') + '\n';
}

// "2 km", "1,234.5": what a worded cell says first, for sorting.
function sortKey(column, value) {
  if (value === null || !column) return null;
  if (column.kind !== 'worded') return value;
  const number = parseFloat(value.replace(/,/g, ''));
  return Number.isNaN(number) ? null : number * (/\d\s*km/.test(value) ? 1000 : 1);
}

function compareKeys(a, b) {
  if (typeof a === 'string' || typeof b === 'string') return String(a).localeCompare(String(b), undefined, {numeric: true});
  return a - b;
}

class Table {
  constructor(sheet) {
    this.sheet = sheet;
    this.seen = sheet.columns.map((column, k) => k).filter((k) => sheet.columns[k].title !== null);
    this.body = sheet.rows.slice(0, sheet.rows.length - sheet.sums);
    this.sums = sheet.rows.slice(sheet.rows.length - sheet.sums);
    this.order = {column: -1, down: false};
    this.wanted = '';
    this.most = ROWS_SHOWN;
    this.element = this.draw();
    this.update();
  }

  draw() {
    const title = this.sheet.title || this.sheet.name;
    this.count = make('span', {class: 'small', role: 'status'});
    this.more = make('button', {type: 'button', onclick: () => { this.most = Infinity; this.update(); }});
    this.tbody = make('tbody', {});
    this.heads = this.seen.map((k) => this.drawHead(k));
    const filter = make('input', {type: 'search', oninput: (event) => {
      this.wanted = event.target.value.toLocaleLowerCase();
      this.update();
    }});
    const tools = make('div', {class: 'tools'}, make('label', {}, `Filter ${this.sheet.name.replace(/_/g, ' ')} `, filter), this.count);
    const table = make('table', {}, make('caption', {}, title), make('thead', {}, make('tr', {}, ...this.heads)), this.tbody,
      make('tfoot', {}, ...this.sums.map((row) => this.drawRow(row))));
    return make('div', {class: 'sheet', id: 'sheet-' + this.sheet.name}, this.body.length > 3 ? tools : null,
      make('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': title}, table), this.more,
      this.sheet.note ? make('p', {class: 'note small'}, this.sheet.note) : null);
  }

  drawHead(k) {
    const column = this.sheet.columns[k];
    const button = make('button', {type: 'button', onclick: () => this.sort(k)}, column.title);
    return make('th', {scope: 'col', class: column.kind === 'text' ? null : 'figure', 'aria-sort': 'none'}, button);
  }

  drawRow(row) {
    return make('tr', {}, ...this.seen.map((k) => {
      const column = this.sheet.columns[k], value = row[k];
      const text = value === null ? '' : isText(column) ? value : sayNumber(value, column.decimals);
      return make('td', {class: column.kind === 'text' ? null : 'figure'}, text);
    }));
  }

  sort(k) {
    const again = this.order.column === k;
    this.order = {column: k, down: again ? !this.order.down : this.sheet.columns[k].kind !== 'text'};
    this.update();
  }

  // Rows in their order, those without a figure last either way.
  sorted(rows) {
    const {column, down} = this.order;
    if (column < 0) return rows;
    const kind = this.sheet.columns[column];
    return rows.map((row) => [sortKey(kind, row[column]), row]).sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return (down ? -1 : 1) * compareKeys(a, b);
    }).map(([, row]) => row);
  }

  matches(row) {
    return !this.wanted || this.seen.some((k) => row[k] !== null && String(row[k]).toLocaleLowerCase().includes(this.wanted));
  }

  update() {
    const rows = this.sorted(this.body.filter((row) => this.matches(row)));
    const shown = rows.slice(0, this.most);
    this.tbody.replaceChildren(...shown.map((row) => this.drawRow(row)));
    this.count.textContent = `${sayNumber(rows.length, 0)} of ${sayNumber(this.body.length, 0)} rows` +
      (shown.length < rows.length ? `, the first ${shown.length} are shown` : '');
    this.more.textContent = `Show all ${sayNumber(rows.length, 0)} rows`;
    this.more.hidden = shown.length === rows.length;
    this.heads.forEach((head, i) => {
      const here = this.seen[i] === this.order.column;
      head.setAttribute('aria-sort', !here ? 'none' : this.order.down ? 'descending' : 'ascending');
    });
  }
}
