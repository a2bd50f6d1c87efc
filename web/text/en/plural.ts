/** A count with its noun: `1 estate`, `3 estates`; `many` where it is not the noun with an s. */
export function some(n: number | string | undefined, one: string, many = `${one}s`): string {
  return `${n} ${Number(n) === 1 ? one : many}`
}
