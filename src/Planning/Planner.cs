using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Planning.Checks;
using CellDsl.Planning.Elaboration;
using CellDsl.Planning.Lowering;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning;

/// <summary>A plan, the machines that its runs name by index, and what was found while it was made.</summary>
/// <param name="Sources">Every file of the program under the name by which plan and machines speak of it.</param>
/// <param name="Diagnostics">Only what the planner itself found, without what is allowed.</param>
public sealed record PlanResult(
    Plan Plan,
    ImmutableArray<Machine> Machines,
    ImmutableArray<SourceText> Sources,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<SilencedFinding> Silenced
)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Rule.Severity == Severity.Error);
}

/// <summary>Makes plans of programs. Experiments that lean on something wrong are left out; all others are planned.</summary>
public static class Planner
{
    /// <summary>Plans every experiment of the roots, and lowers every protocol of theirs, run or not.</summary>
    public static PlanResult Plan(Compilation compilation) => Plan(compilation, PlanOptions.Default);

    /// <inheritdoc cref="Plan(Compilation)"/>
    public static PlanResult Plan(Compilation compilation, PlanOptions options)
    {
        var bag = new DiagnosticBag();
        var context = Context(compilation, options, bag);
        var names = context.Names;
        var health = new Health(compilation);
        var roots = compilation.Roots.SelectMany(file => file.Declarations).ToArray();
        PlanExperiment[] experiments =
        [
            .. roots
                .OfType<ExperimentSymbol>()
                .Where(health.IsSound)
                .Select(experiment => ExperimentElaborator.Elaborate(context, experiment)),
        ];
        foreach (var protocol in roots.OfType<ProtocolSymbol>().Where(health.IsSound))
        {
            if (protocol.Parameters.All(IsNumber))
                context.MachineOf(protocol, null);
        }
        var trial = Rehearse(context, bag, roots.OfType<RouteSymbol>().Where(health.IsSound));
        PlanModel[] models =
        [
            .. WithImports(compilation)
                .SelectMany(file => file.Declarations)
                .OfType<ModelSymbol>()
                .Where(health.IsSound)
                .Select(model => ModelPlan.Of(context, model)),
        ];
        var (reported, silenced) = compilation.Silence(bag.Items);
        // What was left out because of an error might have needed them.
        if (!compilation.HasErrors && !reported.Any(found => found.Rule.Severity == Severity.Error))
            reported = reported.AddRange(
                compilation.UnusedAllowances(at =>
                    context.OpenPoints.HasMet(at) || trial.OpenPoints.HasMet(at)
                )
            );
        var plan = new Plan(
            Plans.Plan.CurrentFormat,
            Edition(compilation),
            SourceHash(compilation, names),
            [.. experiments],
            [.. context.Machines.Select(lowered => Listed(lowered.Machine))],
            [.. models],
            [.. context.OpenPoints.Holes],
            [.. context.OpenPoints.Assumptions],
            [
                .. compilation
                    .Silenced.Concat(silenced)
                    .Select(finding => new PlanAllow(
                        finding.Diagnostic.Rule.Code,
                        finding.Reason,
                        names.RefOf(finding.Diagnostic.Location)
                    )),
            ]
        );
        return new(
            plan,
            [.. context.Machines.Select(lowered => lowered.Machine)],
            [
                .. WithImports(compilation)
                    .Select(file => new SourceText(names.NameOf(file.Source), file.Source.Text)),
            ],
            reported,
            silenced
        );
    }

    /// <summary>What the experiments of a compilation share, before any is planned.</summary>
    internal static PlanContext Context(Compilation compilation, PlanOptions options, DiagnosticBag bag)
    {
        var names = new SourceNames(compilation.Roots[0].Source);
        foreach (var file in compilation.Files)
            names.NameOf(file.Source);
        return new(
            names,
            bag,
            IncompatibilitiesOf(compilation),
            new(options.Lab, compilation),
            options.Today
        );
    }

    /// <summary>Routes that no experiment here calls are gone through on trial, for what is wrong in them.</summary>
    private static PlanContext Rehearse(
        PlanContext context,
        DiagnosticBag bag,
        IEnumerable<RouteSymbol> routes
    )
    {
        var found = new DiagnosticBag();
        var trial = context.OnTrial(found);
        foreach (var route in routes)
        {
            if (!context.OpenPoints.HasMet(route) && !trial.OpenPoints.HasMet(route))
                ExperimentElaborator.Rehearse(trial, route);
        }
        // What a caller would hand over is not known here, and no mistake.
        bag.AddRange(found.Items.Where(finding => finding.Rule != Rules.UnknownBeforeRun));
        return trial;
    }

    /// <summary>Of the standard vocabulary, of the files of the program, and of what they import of it.</summary>
    private static Incompatibility[] IncompatibilitiesOf(Compilation compilation) =>
        [
            .. WithImports(compilation)
                .Append(StandardLibrary.Instance.Module("incompatibilities"))
                .OfType<SourceFile>()
                .Distinct()
                .SelectMany(file => file.Declarations)
                .OfType<HazardSymbol>()
                .Where(hazard => hazard.Word == DeclarationWords.Incompatibility)
                .Select(hazard => new Incompatibility(hazard)),
        ];

    /// <summary>The files of the program, then what they import of the standard vocabulary: it holds models too.</summary>
    private static List<SourceFile> WithImports(Compilation compilation)
    {
        var files = compilation.Files.ToList();
        for (int i = 0; i < files.Count; i++)
            files.AddRange(files[i].Imports.Select(import => import.File).Except(files).Distinct());
        return files;
    }

    private static bool IsNumber(ParameterSymbol parameter) =>
        ProtocolLowering.NumberKind(parameter.Type) is not null;

    private static PlanMachine Listed(Machine machine) =>
        new(machine.Name, machine.Source, machine.Parameters, MachineListing.Of(machine));

    private static int Edition(Compilation compilation) =>
        compilation
            .Roots[0]
            .Tree.Root.Statements.OfType<EditionStatementSyntax>()
            .Select(edition =>
                int.TryParse(edition.Number.Text, CultureInfo.InvariantCulture, out int number) ? number : 1
            )
            .FirstOrDefault(1);

    private static string SourceHash(Compilation compilation, SourceNames names)
    {
        var text = new StringBuilder();
        foreach (
            var file in compilation.Files.OrderBy(file => names.NameOf(file.Source), StringComparer.Ordinal)
        )
            text.Append(names.NameOf(file.Source)).Append('\0').Append(file.Source.Text).Append('\0');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
