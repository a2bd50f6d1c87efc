/** Content-addressed files of a period: what is put under a name never changes, and the name is the SHA-256 of it. */
export interface ContentStore {
  /** Writes a value as canonical JSON and answers its hash; writing the same again changes nothing. */
  put(period: string, value: unknown): Promise<string>
  /** Reads a file back; throws when it is missing or when its content is not what its name says. */
  get<T>(period: string, hash: string): Promise<T>
}

/** SHA-256 of a text as 64 lower-case hexadecimal digits. */
export type Digest = (text: string) => Promise<string>
