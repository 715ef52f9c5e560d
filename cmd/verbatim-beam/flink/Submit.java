import java.io.FileInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.flink.FlinkBatchPortablePipelineTranslator;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;
import org.apache.flink.api.common.JobExecutionResult;

/**
 * Runs a portable pipeline on Flink: what Beam's job server does with a job that it was given,
 * without the server. The same translator, the same options.
 *
 * <p>Arguments: the file of the pipeline (--pipeline-file of verbatim-beam), then options of Beam's
 * Flink runner: --flinkMaster=host:port, --parallelism=n, --jobName=name.
 */
public final class Submit {
  public static void main(String[] args) throws Exception {
    RunnerApi.Pipeline pipeline;
    try (FileInputStream in = new FileInputStream(args[0])) {
      pipeline = RunnerApi.Pipeline.parseFrom(in);
    }
    String[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
    FlinkPipelineOptions options =
        PipelineOptionsFactory.fromArgs(rest).as(FlinkPipelineOptions.class);
    options.setFilesToStage(List.of()); // the classes are on the class path of every worker
    MetricsEnvironment.setMetricsSupported(false);
    JobInfo job =
        JobInfo.create(
            options.getJobName(), options.getJobName(), "", PipelineOptionsTranslation.toProto(options));
    FlinkBatchPortablePipelineTranslator translator =
        FlinkBatchPortablePipelineTranslator.createTranslator();
    JobExecutionResult result =
        translator
            .translate(
                translator.createTranslationContext(job, options, null, List.of()),
                translator.prepareForTranslation(pipeline))
            .execute(options.getJobName());
    System.out.println("job " + result.getJobID() + " took " + result.getNetRuntime() + " ms");
    Map<String, Object> sums = new TreeMap<>(result.getAllAccumulatorResults());
    sums.forEach((name, value) -> System.out.println(name + " " + value));
  }
}
