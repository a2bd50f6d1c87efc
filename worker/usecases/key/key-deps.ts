/** Makes keys and what is stored of them; see gateways/token.ts. */
export interface KeyDeps {
  /** The first characters, which stay visible. */
  newPrefix(): string
  newToken(): string
  /** Bound to the cell: a key of another one is another key. */
  keyHash(key: string): string
}
