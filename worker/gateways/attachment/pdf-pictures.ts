import { MOST_PIXELS } from "../../domain/selection/attachment.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { joined, refusedFile } from "./file-parts.ts"
import { cleanJp2 } from "./jp2-file.ts"
import { cleanJpeg } from "./jpeg-file.ts"
import type { PdfDocument } from "./pdf-document.ts"
import { countUnpacked, filtersOf, type PdfFilter, parametersOf, unpackPhoto } from "./pdf-filters.ts"
import {
  brokenPdf,
  dictOf,
  nameOf,
  PdfName,
  type PdfObjects,
  PdfStream,
  resolve,
  wholeOf,
} from "./pdf-values.ts"

/** Photos as files of their own, by the filter that reads them. */
const photos: Partial<
  Record<PdfFilter, { name: string; clean: (bytes: Uint8Array, budget: ReadingBudget) => Uint8Array }>
> = {
  jpeg: { name: "DCTDecode", clean: (bytes, budget) => joined(cleanJpeg(bytes, budget).parts) },
  jp2: { name: "JPXDecode", clean: cleanJp2 },
}

/** Bits of a picture's largest: as many pixels as a photo may have, a byte for each of their colours. */
const MOST_BITS = MOST_PIXELS * 8
/** Colours of a pixel, and bytes beside them, with which nobody would pack a picture. */
const MOST_COLOURS = 8
const BESIDE = 64 * 1024

/** Photos inside a document carry positions as well: JPEG and JPEG 2000 are cleaned like files of their own. */
function cleanPhoto(
  stream: PdfStream,
  filters: readonly PdfFilter[],
  objects: PdfObjects,
  budget: ReadingBudget,
) {
  const photo = photos[filters.at(-1) ?? "bits"]
  if (!photo) return stream
  const bytes = unpackPhoto(stream, filters, objects, budget)
  const dict = new Map(stream.dict)
  for (const name of ["F", "DP", "DecodeParms"]) dict.delete(name)
  dict.set("Filter", new PdfName(photo.name))
  // As it stands there: what many photos name is not written out for each of them.
  const own = parametersOf(stream, objects)[filters.length - 1]
  if (own && dictOf(resolve(objects, own))) dict.set("DecodeParms", own)
  return new PdfStream(dict, photo.clean(bytes, budget))
}

/**
 * A picture says how large it is, and whoever draws it unpacks no more. It is not unpacked here, but must be no longer
 * than what would be drawn of it.
 */
function checkPicture({ dict, content }: PdfStream, objects: PdfObjects): void {
  const number = (name: string, short: string) => wholeOf(resolve(objects, dict.get(name) ?? dict.get(short)))
  const [width, height] = [number("Width", "W"), number("Height", "H")]
  if (width === null || height === null) throw brokenPdf()
  const bits = width * height * (number("BitsPerComponent", "BPC") ?? 1)
  if (bits > MOST_BITS) throw refusedFile("attachment_megapixels", { most: MOST_PIXELS / 1_000_000 })
  if (content.length > (bits * MOST_COLOURS) / 8 + BESIDE) throw brokenPdf()
}

function checked(stream: PdfStream, objects: PdfObjects, budget: ReadingBudget): PdfStream {
  const filters = filtersOf(stream, objects)
  const last = filters.at(-1) ?? "bits"
  if (photos[last]) return cleanPhoto(stream, filters, objects, budget)
  if (nameOf(resolve(objects, stream.dict.get("Subtype"))) === "Image") checkPicture(stream, objects)
  else countUnpacked(stream, objects, budget)
  return stream
}

/**
 * Looks at every stream that is kept: photos lose what was written beside them, pictures are no larger than a photo may
 * be, and all else is unpacked once to know that it stays small. Throws DomainError invalid, BudgetSpent.
 */
export function checkStreams(
  { objects }: PdfDocument,
  reached: readonly number[],
  budget: ReadingBudget,
): void {
  for (const key of reached) {
    const object = objects.get(key)
    if (object instanceof PdfStream) objects.set(key, checked(object, objects, budget))
  }
}
