using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FarmMarket.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Reconciliation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Refunds_GatewayId",
                table: "Refunds");

            migrationBuilder.AddColumn<long>(
                name: "Reversed",
                table: "SettlementLines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "StripeAccount",
                table: "SettlementLines",
                type: "TEXT",
                unicode: false,
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transfer",
                table: "SettlementLines",
                type: "TEXT",
                unicode: false,
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "LedgerEntries",
                type: "TEXT",
                unicode: false,
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StripeAccount",
                table: "BankAccounts",
                type: "TEXT",
                unicode: false,
                maxLength: 80,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "StripeMovements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MovementId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 60, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StripeMovements", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SettlementLines_Transfer",
                table: "SettlementLines",
                column: "Transfer",
                unique: true,
                filter: "\"Transfer\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_PaymentReference",
                table: "Refunds",
                column: "PaymentReference");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_At",
                table: "LedgerTransactions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Gateway_Reference",
                table: "LedgerEntries",
                columns: new[] { "Gateway", "Reference" },
                filter: "\"Reference\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StripeMovements_At",
                table: "StripeMovements",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_StripeMovements_MovementId",
                table: "StripeMovements",
                column: "MovementId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StripeMovements_Reference",
                table: "StripeMovements",
                column: "Reference");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "StripeMovements");

            migrationBuilder.DropIndex(
                name: "IX_SettlementLines_Transfer",
                table: "SettlementLines");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_PaymentReference",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_LedgerTransactions_At",
                table: "LedgerTransactions");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_Gateway_Reference",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "Reversed",
                table: "SettlementLines");

            migrationBuilder.DropColumn(
                name: "StripeAccount",
                table: "SettlementLines");

            migrationBuilder.DropColumn(
                name: "Transfer",
                table: "SettlementLines");

            migrationBuilder.DropColumn(
                name: "Reference",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "StripeAccount",
                table: "BankAccounts");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_GatewayId",
                table: "Refunds",
                column: "GatewayId",
                filter: "\"GatewayId\" IS NOT NULL");
        }
    }
}
