import { sha256 } from "../scoring/sha256.ts"

/**
 * A personal value as it stands in an audit event: a hash under the person's own salt. The same value shows as the same
 * mark; once the salt is gone it says nothing any more.
 */
export function personalMark(salt: string, value: string): string {
  return `mark:${sha256(`${salt}\n${value}`).slice(0, 24)}`
}
