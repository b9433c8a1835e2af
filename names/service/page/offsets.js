// Offsets of the service count code points, strings of JavaScript UTF-16 units, of which some code points take two.

export class Offsets {
  // `text` may hold lone surrogates: each counts as one, here and there.
  constructor(text) {
    this.wide = []; // offsets, in code points, of those that take two units
    let position = 0;
    for (const one of text) {
      if (one.length === 2) this.wide.push(position);
      position++;
    }
    this.length = position;
  }

  // The offset in units of an offset in code points.
  units(offset) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }
}
