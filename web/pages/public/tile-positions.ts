/**
 * Where districts stand in the tile map, as [column, row]: neighbours on the map of Chengdu are neighbours here, as far
 * as squares allow. A district without a place of its own follows in reading order.
 */
export const tilePositions: Readonly<Record<string, readonly [number, number]>> = {
  "510182": [2, 1],
  "510114": [4, 1],
  "510113": [5, 1],
  "510121": [6, 1],
  "510181": [1, 2],
  "510117": [2, 2],
  "510106": [3, 2],
  "510108": [4, 2],
  "510112": [5, 2],
  "510184": [1, 3],
  "510115": [2, 3],
  "510105": [3, 3],
  "510104": [4, 3],
  "510185": [6, 3],
  "510129": [1, 4],
  "510107": [3, 4],
  "510172": [4, 4],
  "510173": [6, 4],
  "510183": [1, 5],
  "510118": [2, 5],
  "510116": [3, 5],
  "510171": [4, 5],
  "510131": [1, 6],
}
