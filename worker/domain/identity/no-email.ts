/** What stands in place of an e-mail of a person who has none: no letter goes there, the inbox has it all. */
export function noEmail(userId: string): string {
  return `none-${userId}@invalid`
}

/** Whether a person has an e-mail. */
export function hasEmail(email: string): boolean {
  return !/^none-.*@invalid$/.test(email)
}
