declare const BUILD_ID: string | undefined

/** Names the build in `/healthz` and `/readyz`; esbuild defines `BUILD_ID`, tests run without it. */
export const buildId: string = typeof BUILD_ID === "string" ? BUILD_ID : "dev"
