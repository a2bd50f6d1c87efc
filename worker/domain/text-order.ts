/** Order of texts by code points, as UTF-8 bytes have it; `<` on strings compares UTF-16 units, where emoji come early. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let k = 0; k < length; k++) {
    const x = a.charCodeAt(k)
    const y = b.charCodeAt(k)
    if (x !== y) return rankOfUnit(x) - rankOfUnit(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all other units. */
function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
