import type { PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { OpenDataReader } from "../public/reader.ts"

/** Every scorecard of a release in the order of the slugs, up to 100 at a time. */
export async function* cardsOf(
  reader: Pick<OpenDataReader, "pages">,
  release: PublishedRelease,
): AsyncGenerator<Scorecard[], void, undefined> {
  for await (const texts of reader.pages(release)) yield texts.map((text) => JSON.parse(text) as Scorecard)
}
