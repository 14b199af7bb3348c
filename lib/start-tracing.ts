import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Span, type StartSpan, setTracer } from "@/lib/trace";

type Tracing = { stop(): Promise<void> };

/**
 * Sends traces by OTLP over HTTP, if the standard variables name where to (`OTEL_EXPORTER_OTLP_ENDPOINT`). Only then OpenTelemetry is
 * loaded. It is not made known to the libraries that we use: Next's own spans contain addresses, some of which hold tokens.
 */
export async function startTracing(part: "web" | "worker"): Promise<Tracing | null> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SDK_DISABLED } = env();
  if (!OTEL_EXPORTER_OTLP_ENDPOINT && !OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return null;
  if (OTEL_SDK_DISABLED === "true") return null;
  const provider = await loadProvider(part);
  setTracer(await tracerOf(provider));
  log().info("traces are sent by OTLP");
  return {
    stop: async () => {
      setTracer(null);
      await provider
        .shutdown()
        .catch((error) => log().warn({ cause: String(error) }, "the last traces were not sent"));
    },
  };
}

async function loadProvider(part: string) {
  const [{ BasicTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] = await Promise.all([
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  return new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": `groundswell-${part}` }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
}

type Provider = Awaited<ReturnType<typeof loadProvider>>;

async function tracerOf(provider: Provider): Promise<StartSpan> {
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = await import("@opentelemetry/api");
  const tracer = provider.getTracer("groundswell");
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
  const contexts = new WeakMap<Span, typeof ROOT_CONTEXT>();
  return (name, { kind = "internal", attributes, parent }) => {
    const context = (parent && contexts.get(parent)) ?? ROOT_CONTEXT;
    const started = tracer.startSpan(name, { kind: kinds[kind], attributes }, context);
    const span: Span = {
      traceId: started.spanContext().traceId,
      end: ({ isFailed, name: finalName, attributes: more = {} } = {}) => {
        if (finalName) started.updateName(finalName);
        started.setAttributes(more);
        if (isFailed) started.setStatus({ code: SpanStatusCode.ERROR });
        started.end();
      },
    };
    contexts.set(span, trace.setSpan(ROOT_CONTEXT, started));
    return span;
  };
}
