/** Makes keys and what is stored of them; see gateways/token.ts. */
export interface KeyDeps {
  /** The first characters, which stay visible. */
  newPrefix(): string
  newToken(): string
  tokenHash(token: string): string
}
