/** A place in the audit log, which goes from the newest event to the oldest. */
export interface AuditCursor {
  at: string
  seq: number
}

const cursor = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_(\d{1,15})$/

/** The place after an event, as it stands in addresses. */
export function cursorText({ at, seq }: AuditCursor): string {
  return `${at}_${seq}`
}

/** Null for anything that is no such place. */
export function readCursor(text: string): AuditCursor | null {
  const found = cursor.exec(text)
  return found ? { at: found[1] ?? "", seq: Number(found[2]) } : null
}
