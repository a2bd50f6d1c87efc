import type { Cell, Env } from "../env.ts"
import { contentStore } from "../gateways/content-store.ts"
import { tokenMaker } from "../gateways/derived-token.ts"

/** Where the archives of programmes are kept, and the marks of what was written. */
export const publishingOf = (env: Env, { code, secret }: Cell) => ({
  mark: tokenMaker(secret, "programme archive", code),
  files: contentStore(env.RELEASES, { cell: code, folder: "programmes" }),
})

/** The file of a public archive, piece by piece. */
export function archiveReader(env: Env, cell: Cell) {
  const { files } = publishingOf(env, cell)
  return (slug: string, hash: string) => files.parts(slug, { hash, form: "value" })
}
