using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FarmMarket.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ShopQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ShopQualities",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ShopId = table.Column<long>(type: "bigint", nullable: false),
                    Completed = table.Column<int>(type: "int", nullable: false),
                    Awarded = table.Column<int>(type: "int", nullable: false),
                    Due = table.Column<int>(type: "int", nullable: false),
                    InTime = table.Column<int>(type: "int", nullable: false),
                    MeasuredAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShopQualities", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ShopQualities_ShopId",
                table: "ShopQualities",
                column: "ShopId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ShopQualities");
        }
    }
}
