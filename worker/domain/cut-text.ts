/**
 * The beginning of a text, of at most so many UTF-16 units. A character of two units (an emoji, a rare 汉字) is left out
 * where only half of it would fit: half a one is no text, can be in no address and is found nowhere.
 */
export function cutText(text: string, most: number): string {
  return text.length > most ? text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "") : text
}
