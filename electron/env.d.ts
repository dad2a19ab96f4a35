/** Constants that a release build is given. */
interface ImportMetaEnv {
  readonly MAIN_VITE_UPDATE_FEED?: string
  readonly MAIN_VITE_RELEASE_KEY?: string
}
interface ImportMeta {
  readonly env: ImportMetaEnv
}
