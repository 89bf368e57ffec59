using System.Globalization;
using System.Security.Cryptography;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Tables;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>What the bank said of one line, by hand.</summary>
public static class AnswerSettlement
{
    public const int LongestReason = 200;

    public sealed record Command(string Number, int Position, bool Paid, string? Because = null) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(command => command.Because)
                .Must((command, because) => command.Paid || !string.IsNullOrWhiteSpace(because)).WithMessage("请写明银行为什么退回，店主会看到")
                .MaximumLength(LongestReason).WithMessage("请写在 {0} 字以内").WithState(_ => new object[] { LongestReason });
    }

    internal sealed class Handler(MarketDb db, Settling settling) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var settlement = await db.SettlementOf(request.Number, cancellationToken);
            var line = settlement.Lines.Find(line => line.Position == request.Position) ?? throw new NotFound();
            line.MustGoByBank();
            await settling.Answer(settlement, line, request.Paid, request.Because?.Trim(), cancellationToken);
            return Unit.Value;
        }
    }

    internal static async Task<Settlement> SettlementOf(this MarketDb db, string number, CancellationToken cancellation) =>
        await db.Set<Settlement>().Include(settlement => settlement.Lines).FirstOrDefaultAsync(settlement => settlement.Number == number, cancellation) ?? throw new NotFound();
}

/// <summary>
/// What the bank said of many lines, as a file: columns 批次号, 序号, 结果 (成功 or 失败), 原因, in this order or as the headings say. Rows that can't be
/// read, or say something else than was said before, are named; the others count. The same file a second time is refused.
/// </summary>
public static class ReadSettlementFile
{
    private const int MostRows = 10_000;

    public sealed record Command(string Number, byte[] File) : ICommand<Result>, IForOperator;

    public sealed record Result(int Paid, int Failed, int Known, IReadOnlyList<Refused> Refused);

    /// <param name="Row">Number of the row in the file.</param>
    public sealed record Refused(int Row, RuleBroken Why);

    internal sealed class Handler(MarketDb db, Settling settling, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var settlement = await db.SettlementOf(request.Number, cancellationToken);
            var table = TableReader.Read(new MemoryStream(request.File), MostRows);
            var hash = Convert.ToHexStringLower(SHA256.HashData(request.File));
            if (await db.Set<SettlementFile>().AsNoTracking().FirstOrDefaultAsync(file => file.Hash == hash, cancellationToken) is { } before)
                throw new RuleBroken("这个文件 {0} 已经读过了", Shanghai.Date(before.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) { Field = "File", Code = "file-twice" };

            var columns = SettlementTable.Find(table[0], settlement.Number);
            if (!columns.AreThere)
                throw new RuleBroken("表头要有三列：批次号、序号、结果") { Field = "File", Code = "columns-missing" };

            var (paid, failed, known) = (0, 0, 0);
            var refused = new List<Refused>();
            foreach (var row in table.Skip(columns.Headed ? 1 : 0))
            {
                try
                {
                    if (row[columns.Settlement] != settlement.Number)
                        throw new RuleBroken("批次号是“{0}”，不是 {1}", row[columns.Settlement], settlement.Number) { Code = "other-settlement" };
                    var line = settlement.Lines.Find(line => row[columns.Position] == line.Position.ToString(CultureInfo.InvariantCulture))
                        ?? throw new RuleBroken("这个批次没有第“{0}”行", row[columns.Position]) { Code = "unknown-line" };
                    var good = SettlementTable.WasPaid(row[columns.Result])
                        ?? throw new RuleBroken("结果写的是“{0}”，应是“成功”或“失败”", row[columns.Result]) { Code = "unknown-result" };
                    var pending = line.State == SettlementLineState.Pending;
                    await settling.Answer(settlement, line, good, Short(row[columns.Reason]), cancellationToken);
                    if (!pending)
                        known++;
                    else if (good)
                        paid++;
                    else
                        failed++;
                }
                catch (RuleBroken why)
                {
                    refused.Add(new(row.Number, why));
                }
            }
            if (paid + failed > 0)
                db.Add(new SettlementFile { SettlementId = settlement.Id, Hash = hash, At = clock.GetUtcNow() });
            return new(paid, failed, known, refused);
        }

        private static string Short(string reason) => reason.Length > AnswerSettlement.LongestReason ? reason[..AnswerSettlement.LongestReason] : reason;
    }
}
