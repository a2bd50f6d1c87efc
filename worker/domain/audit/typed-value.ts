/** A figure or a choice; a longer row of digits may be somebody's telephone or identity number. */
const figure = /^(?:NA|yes|no|[+-]?(?:\d[ ,.]?){1,10})$/

/**
 * Free text as it stands in an audit event: its length only. People write names and numbers of persons into reasons,
 * and an event outlives them; the text itself stays with the object that it was typed for.
 */
export function textMark(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : `text:${[...text].length}`
}

/** A value typed into a form: figures and choices as they are, anything else as free text. */
export function typedMark(value: unknown): unknown {
  return typeof value === "string" && !figure.test(value) ? textMark(value) : value
}
