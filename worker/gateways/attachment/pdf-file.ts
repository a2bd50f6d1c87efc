import { DomainError } from "../../domain/errors.ts"
import { refusedFile } from "./file-parts.ts"
import { guardPdf } from "./pdf-guard.ts"
import { dropNeedless, hasActiveContent } from "./pdf-objects.ts"
import { cleanPhotos } from "./pdf-photos.ts"

/** A PDF begins so; what stands before it elsewhere would make it two kinds of file at once. */
export function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-"
}

/**
 * A PDF without who, when and with what: read and written anew by the library, so that nothing stays between or behind
 * its objects. Documents that are locked, that act or that carry other files are refused. A destination to open at is
 * dropped. Throws DomainError invalid.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  guardPdf(bytes)
  const library = await import("@cantoo/pdf-lib")
  try {
    const document = await library.PDFDocument.load(bytes, {
      ignoreEncryption: true,
      throwOnInvalidObject: true,
      updateMetadata: false,
      preserveXFA: true,
      parseSpeed: library.ParseSpeeds.Fastest,
    })
    const { context } = document
    if (context.trailerInfo.Encrypt) throw refusedFile("attachment_encrypted")
    if (hasActiveContent(library, context)) throw refusedFile("attachment_active")
    if (document.getPageCount() === 0) throw refusedFile("attachment_broken")
    dropNeedless(library, context)
    cleanPhotos(library, context)
    const saved = await document.save({
      addDefaultPage: false,
      updateFieldAppearances: false,
      useObjectStreams: true,
    })
    return new Uint8Array(saved)
  } catch (error) {
    throw error instanceof DomainError ? error : refusedFile("attachment_broken")
  }
}
