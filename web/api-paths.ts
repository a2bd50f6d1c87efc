import { segment, withQuery } from "./address.ts"

/** An address of the API for programs: `path` begins with a slash, its parts are encoded. */
const api = (path: string) => `/api/v1${path}`

/** Addresses of the API that pages name; a part of `paths`. */
export const apiPaths = {
  api,
  /** The OpenAPI document; in Chinese when nothing is said. */
  apiDocument: (language: string) => withQuery(api("/openapi.json"), language === "zh" ? {} : { language }),
  apiEstate: (slug: string) => api(`/estates/${segment(slug)}`),
  apiSubmission: (estateSlug: string, quarter: string) =>
    api(`/submissions/${segment(quarter)}/${segment(estateSlug)}`),
  apiEvidence: (estateSlug: string, quarter: string, id: string) =>
    `${apiPaths.apiSubmission(estateSlug, quarter)}/evidence/${segment(id)}`,
  apiSendings: (quarter: string) => api(`/books/${segment(quarter)}/sending`),
  apiBook: (quarter: string) => api(`/books/${segment(quarter)}`),
  apiImport: (of: "estates" | "places") => api(`/imports/${of}`),
  apiPlace: (code: string) => api(`/places/${segment(code)}`),
  apiExport: (exportId: string) => api(`/exports/${segment(exportId)}`),
  apiProgramme: (slug: string) => api(`/programmes/${segment(slug)}`),
  apiNomination: (nominationId: string) => api(`/nominations/${segment(nominationId)}`),
  apiAttachment: (nominationId: string, attachmentId: string) =>
    `${apiPaths.apiNomination(nominationId)}/attachments/${segment(attachmentId)}`,
}
