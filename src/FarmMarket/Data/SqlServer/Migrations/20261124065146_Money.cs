using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FarmMarket.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Money : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Refunds_OrderId",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_OrderNumber",
                table: "Refunds");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FailedAt",
                table: "Refunds",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FailedBecause",
                table: "Refunds",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "Refunds",
                type: "varchar(60)",
                unicode: false,
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Refunds",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Refunds",
                type: "varchar(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ShopId",
                table: "Refunds",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "CategoryCode",
                table: "OrderLines",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "ClaimHours",
                table: "OrderLines",
                type: "int",
                nullable: false,
                defaultValue: 48);

            migrationBuilder.AddColumn<int>(
                name: "ClaimHours",
                table: "Listings",
                type: "int",
                nullable: false,
                defaultValue: 48);

            // Until now every refund was that of a cancelled order.
            migrationBuilder.Sql("UPDATE [Refunds] SET [Key] = 'cancelled-' + [OrderNumber], [Reason] = 'Cancelled', [ShopId] = (SELECT [ShopId] FROM [Orders] WHERE [Orders].[Id] = [Refunds].[OrderId])");

            migrationBuilder.CreateTable(
                name: "CommissionRates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CategoryCode = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    BasisPoints = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommissionRates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Holdings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OrderId = table.Column<long>(type: "bigint", nullable: false),
                    OrderNumber = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    CheckoutId = table.Column<long>(type: "bigint", nullable: false),
                    BuyerId = table.Column<long>(type: "bigint", nullable: false),
                    ShopId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    PaymentReference = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: false),
                    PaidAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ClaimHours = table.Column<int>(type: "int", nullable: false),
                    ReleaseAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ReleasedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Moves = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Holdings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerBalances",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Account = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    ShopId = table.Column<long>(type: "bigint", nullable: false),
                    Gateway = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Debits = table.Column<long>(type: "bigint", nullable: false),
                    Credits = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerBalances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerChecks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Entries = table.Column<long>(type: "bigint", nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerChecks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerTransactions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "varchar(160)", unicode: false, maxLength: 160, nullable: false),
                    OrderNumber = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerTransactions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HoldingParts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    HoldingId = table.Column<long>(type: "bigint", nullable: false),
                    OrderLineId = table.Column<long>(type: "bigint", nullable: true),
                    CommissionBasisPoints = table.Column<int>(type: "int", nullable: false),
                    Paid = table.Column<long>(type: "bigint", nullable: false),
                    Refunded = table.Column<long>(type: "bigint", nullable: false),
                    Released = table.Column<long>(type: "bigint", nullable: false),
                    Commission = table.Column<long>(type: "bigint", nullable: false),
                    Frozen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HoldingParts", x => x.Id);
                    table.CheckConstraint("CK_HoldingParts_Sum", "\"Refunded\" >= 0 AND \"Released\" >= 0 AND \"Frozen\" >= 0 AND \"Refunded\" + \"Released\" <= \"Paid\"");
                    table.ForeignKey(
                        name: "FK_HoldingParts_Holdings_HoldingId",
                        column: x => x.HoldingId,
                        principalTable: "Holdings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    LedgerTransactionId = table.Column<long>(type: "bigint", nullable: false),
                    Account = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    ShopId = table.Column<long>(type: "bigint", nullable: true),
                    Gateway = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: true),
                    Debit = table.Column<long>(type: "bigint", nullable: false),
                    Credit = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                    table.CheckConstraint("CK_LedgerEntries_OneSide", "\"Debit\" >= 0 AND \"Credit\" >= 0 AND (\"Debit\" = 0 OR \"Credit\" = 0)");
                    table.ForeignKey(
                        name: "FK_LedgerEntries_LedgerTransactions_LedgerTransactionId",
                        column: x => x.LedgerTransactionId,
                        principalTable: "LedgerTransactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_FailedAt",
                table: "Refunds",
                column: "FailedAt",
                filter: "\"FailedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_Key",
                table: "Refunds",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_OrderNumber",
                table: "Refunds",
                column: "OrderNumber");

            migrationBuilder.CreateIndex(
                name: "IX_CommissionRates_CategoryCode_From",
                table: "CommissionRates",
                columns: new[] { "CategoryCode", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_HoldingParts_HoldingId",
                table: "HoldingParts",
                column: "HoldingId");

            migrationBuilder.CreateIndex(
                name: "IX_Holdings_OrderId",
                table: "Holdings",
                column: "OrderId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Holdings_OrderNumber",
                table: "Holdings",
                column: "OrderNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Holdings_PaymentReference",
                table: "Holdings",
                column: "PaymentReference");

            migrationBuilder.CreateIndex(
                name: "IX_Holdings_ReleaseAt",
                table: "Holdings",
                column: "ReleaseAt");

            migrationBuilder.CreateIndex(
                name: "IX_Holdings_ShopId_Id",
                table: "Holdings",
                columns: new[] { "ShopId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerBalances_Account_ShopId_Gateway",
                table: "LedgerBalances",
                columns: new[] { "Account", "ShopId", "Gateway" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerChecks_At",
                table: "LedgerChecks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_LedgerTransactionId",
                table: "LedgerEntries",
                column: "LedgerTransactionId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_ShopId_Id",
                table: "LedgerEntries",
                columns: new[] { "ShopId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_Key",
                table: "LedgerTransactions",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerTransactions_OrderNumber_Id",
                table: "LedgerTransactions",
                columns: new[] { "OrderNumber", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CommissionRates");

            migrationBuilder.DropTable(
                name: "HoldingParts");

            migrationBuilder.DropTable(
                name: "LedgerBalances");

            migrationBuilder.DropTable(
                name: "LedgerChecks");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "Holdings");

            migrationBuilder.DropTable(
                name: "LedgerTransactions");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_FailedAt",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_Key",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_OrderNumber",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "FailedAt",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "FailedBecause",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "ShopId",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "CategoryCode",
                table: "OrderLines");

            migrationBuilder.DropColumn(
                name: "ClaimHours",
                table: "OrderLines");

            migrationBuilder.DropColumn(
                name: "ClaimHours",
                table: "Listings");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_OrderId",
                table: "Refunds",
                column: "OrderId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_OrderNumber",
                table: "Refunds",
                column: "OrderNumber",
                unique: true);
        }
    }
}
