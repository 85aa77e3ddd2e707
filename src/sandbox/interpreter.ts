/** The interpreter's WebAssembly, fetched once; after a crash it is fetched anew. */

import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from "quickjs-emscripten-core";

let loaded: Promise<QuickJSWASMModule> | null = null;

export function interpreter(): Promise<QuickJSWASMModule> {
  loaded ??= newQuickJSWASMModuleFromVariant(variant).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

/** Its memory is no longer to be trusted: the next run gets another one. */
export function forgetInterpreter(): void {
  loaded = null;
}
