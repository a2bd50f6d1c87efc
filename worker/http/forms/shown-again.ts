/**
 * Forms whose every field may stand in a page again, by their addresses: none of them takes a password, a code, a link
 * or the number of somebody's document, whatever its fields are called. A form that is not named here is typed anew.
 */
const open: readonly RegExp[] = [
  /^\/(filing|verification|quarters|registry|nominations|reviews)(\/|$)/,
  /^\/selection\/(?!.*\/identity$)/,
  /^\/members\/[^/]+\/(role|removal|estates)$/,
]

/** Whether what was sent to an address may stand in a page again. */
export function mayBeShownAgain(path: string): boolean {
  return open.some((one) => one.test(path))
}
