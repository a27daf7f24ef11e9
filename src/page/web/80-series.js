'use strict';
// Several pictures on one map: lines of several days, scenarios of several widths.

// "front, 2024-07-08, 30km".
function nameOfFrame(frame) {
  return [frame.line, frame.date, frame.scenario].filter((word) => word).join(', ');
}

class Series {
  constructor(zoneMap, frames) {
    this.zoneMap = zoneMap;
    this.frames = frames;
    this.lines = unique(frames.map((frame) => frame.line));
    this.scenarios = unique(frames.map((frame) => frame.scenario));
    this.line = 0;
    this.scenario = this.widest();
    this.timer = null;
  }

  // The scenario with the largest zones: a map that fits them fits all.
  widest() {
    const areas = this.scenarios.map((scenario) => Math.max(...this.frames.filter((frame) => frame.scenario === scenario && frame.picture)
      .map((frame) => frame.picture.zones.reduce((sum, zone) => sum + zone.area_km2, 0)), 0));
    return areas.indexOf(Math.max(...areas));
  }

  draw() {
    const box = byId('series');
    if (this.frames.length < 2) return;
    box.hidden = false;
    if (this.scenarios.length > 1) box.append(this.drawScenarios());
    if (this.lines.length > 1) box.append(this.drawSlider());
  }

  drawScenarios() {
    const select = make('select', {id: 'series-scenario', onchange: () => {
      this.scenario = select.selectedIndex;
      this.show();
    }}, ...this.scenarios.map((name) => make('option', {}, name)));
    select.selectedIndex = this.scenario;
    return make('div', {class: 'row'}, make('label', {for: 'series-scenario'}, 'Width'), select);
  }

  drawSlider() {
    this.slider = make('input', {id: 'series-line', type: 'range', min: 0, max: this.lines.length - 1, step: 1, value: 0,
      oninput: () => { this.line = Number(this.slider.value); this.show(); }});
    this.told = make('output', {for: 'series-line'});
    this.player = make('button', {type: 'button', onclick: () => this.play()}, 'Play');
    const dated = this.frames.some((frame) => frame.date);
    return make('div', {class: 'row'}, make('label', {for: 'series-line'}, dated ? 'Day' : 'Line'), this.slider, this.told, this.player);
  }

  frame() {
    return this.frames.find((frame) => frame.line === this.lines[this.line] && frame.scenario === this.scenarios[this.scenario]);
  }

  show() {
    const frame = this.frame();
    if (this.told) {
      const words = [frame && frame.date, this.lines[this.line]].filter((word) => word).join(', ');
      this.told.textContent = words + (frame && frame.picture ? '' : ': no figures');
      this.slider.setAttribute('aria-valuetext', words);
    }
    if (frame && frame.picture) this.zoneMap.show(frame.picture);
    const index = String(page.frames.indexOf(frame));
    for (const column of document.querySelectorAll('.columns .column')) {
      column.classList.toggle('here', column.dataset.frame === index);
    }
  }

  play() {
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    } else {
      if (this.line === this.lines.length - 1) this.line = -1;
      this.timer = setInterval(() => this.step(), 500);
      this.step();
    }
    this.player.textContent = this.timer ? 'Pause' : 'Play';
  }

  step() {
    this.line++;
    this.slider.value = this.line;
    this.show();
    if (this.line >= this.lines.length - 1 && this.timer) this.play();
  }
}

function unique(words) {
  return [...new Set(words)];
}
